// What the Prometheus operator makes of the objects that mlc emits for alerts.
//
// In: a folder, and files of objects. Out: beside each other in the folder, for each file, NAME.rules.yaml and
// NAME.alertmanager.yaml: the rules as Prometheus reads them, and the configuration into which the operator's own code
// puts the routes. A field that the operator does not know, a rule or a route that it refuses, is a failure.
package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/blang/semver/v4"
	"github.com/prometheus-operator/prometheus-operator/pkg/alertmanager"
	validation "github.com/prometheus-operator/prometheus-operator/pkg/alertmanager/validation/v1alpha1"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/promql/parser"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// The configuration that a cluster has already.
const base = "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n"

// The release of Alertmanager that the configuration is for: Debian's.
var release = semver.MustParse("0.25.0")

// What one file holds for the operator.
type found struct {
	rules  monitoringv1.PrometheusRuleSpec
	routes map[string]*monitoringv1alpha1.AlertmanagerConfig
	tokens []any
}

func main() {
	if len(os.Args) < 3 {
		log.Fatal("usage: alerts FOLDER FILE…")
	}
	rules, routes := 0, 0
	for _, file := range os.Args[2:] {
		all, err := read(file)
		if err == nil {
			err = write(all, filepath.Join(os.Args[1], strings.TrimSuffix(filepath.Base(file), ".yaml")))
		}
		if err != nil {
			log.Fatalf("%s: %v", file, err)
		}
		for _, group := range all.rules.Groups {
			rules += len(group.Rules)
		}
		routes += len(all.routes)
	}
	fmt.Printf("%d rules, %d routes\n", rules, routes)
}

func read(file string) (*found, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	all := &found{routes: map[string]*monitoringv1alpha1.AlertmanagerConfig{}}
	for _, document := range bytes.Split(text, []byte("\n---\n")) {
		var head metav1.TypeMeta
		if err := yaml.Unmarshal(document, &head); err != nil {
			return nil, err
		}
		switch head.APIVersion + " " + head.Kind {
		case "monitoring.coreos.com/v1 PrometheusRule":
			err = all.rule(document)
		case "monitoring.coreos.com/v1alpha1 AlertmanagerConfig":
			err = all.config(document)
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (all *found) rule(document []byte) error {
	var rule monitoringv1.PrometheusRule
	if err := yaml.UnmarshalStrict(document, &rule); err != nil {
		return err
	}
	for _, err := range operator.ValidateRule(rule.Spec, model.UTF8Validation, parser.Options{}) {
		return fmt.Errorf("PrometheusRule %s: %w", rule.Name, err)
	}
	all.rules.Groups = append(all.rules.Groups, rule.Spec.Groups...)
	return nil
}

func (all *found) config(document []byte) error {
	config := &monitoringv1alpha1.AlertmanagerConfig{}
	if err := yaml.UnmarshalStrict(document, config); err != nil {
		return err
	}
	if err := validation.ValidateAlertmanagerConfig(config); err != nil {
		return fmt.Errorf("AlertmanagerConfig %s: %w", config.Name, err)
	}
	all.routes[config.Namespace+"/"+config.Name] = config
	for _, receiver := range config.Spec.Receivers {
		for _, webhook := range receiver.WebhookConfigs {
			all.tokens = append(all.tokens, secret(config.Namespace, webhook.HTTPConfig.Authorization.Credentials))
		}
	}
	return nil
}

// The secret that a cluster holds for a receiver: the token is its name and key.
func secret(namespace string, key *corev1.SecretKeySelector) *corev1.Secret {
	return &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Name: key.Name, Namespace: namespace},
		Data:       map[string][]byte{key.Key: []byte(key.Name + "/" + key.Key)},
	}
}

func write(all *found, stem string) error {
	if len(all.rules.Groups) > 0 {
		text, err := yaml.Marshal(all.rules)
		if err != nil {
			return err
		}
		if err := os.WriteFile(stem+".rules.yaml", text, 0o644); err != nil {
			return err
		}
	}
	if len(all.routes) == 0 {
		return nil
	}
	store := assets.NewTestStoreBuilder(all.tokens...)
	builder := alertmanager.NewConfigBuilder(slog.Default(), release, store, &monitoringv1.Alertmanager{})
	if err := builder.InitializeFromRawConfiguration([]byte(base)); err != nil {
		return err
	}
	if err := builder.AddAlertmanagerConfigs(context.Background(), all.routes); err != nil {
		return err
	}
	text, err := builder.MarshalJSON()
	if err != nil {
		return err
	}
	return os.WriteFile(stem+".alertmanager.yaml", text, 0o644)
}
