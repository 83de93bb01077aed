// Lints by Argo Workflows 4; see package lint.
package main

import (
	"context"

	argo "github.com/argoproj/argo-workflows/v4/cmd/argo/lint"
	"github.com/argoproj/argo-workflows/v4/pkg/apiclient"

	"mlc.dev/judges/argo/engine/lint"
)

func main() {
	lint.Judge("4", folder)
}

func folder(path string) ([]lint.File, error) {
	options := apiclient.Opts{Offline: true, OfflineFiles: []string{path}}
	ctx, client, err := apiclient.NewClientFromOptsWithContext(context.Background(), options)
	if err != nil {
		return nil, err
	}
	clients := argo.ServiceClients{WorkflowsClient: client.NewWorkflowServiceClient(ctx)}
	if clients.WorkflowTemplatesClient, err = client.NewWorkflowTemplateServiceClient(); err != nil {
		return nil, err
	}
	if clients.CronWorkflowsClient, err = client.NewCronWorkflowServiceClient(); err != nil {
		return nil, err
	}
	found, err := argo.Lint(ctx, &argo.LintOptions{
		Files: []string{path}, Strict: true, ServiceClients: clients,
	})
	if err != nil {
		return nil, err
	}
	var files []lint.File
	for _, file := range found.Results {
		files = append(files, lint.File{Path: file.File, Linted: file.Linted, Errors: file.Errs})
	}
	return files, nil
}
