// expect -t kfp: E0701@10
// expect -t argo: E0701@10
// Nobody looks at Bitbucket's signatures.
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline churn() { train() }

trigger signed = git("acme/churn", host = "bitbucket", auth = secret("b", "token")) -> churn()
