//! Small tasks that hand a value on: KFP's DAGs yield their own tasks' outputs alone, and a text is put together only
//! where a container starts.
//!
//! In: a source. Out: a task of the DAG being built and its output that holds the value.
//! Always holds: the value arrives as an argument of a constant script, never inside of it.

use super::dags::DagBuilder;
use super::ports::{artifact_type, bare_parameter, parameter_type};
use super::schema::{ArtifactSpec, CachingOptions, Component, ComponentSpec, Container, Executor, ParameterType, Text};
use super::translate::{component_name, executor_name};
use super::values::Draft;
use crate::emit::errors;
use crate::plan::{ParamType, Schema, Source};
use crate::source::Span;

const VALUE: Text = Text::constant("value");

const HAND_ON: &str = r#"mkdir -p "$(dirname "$1")" && printf %s "$0" > "$1""#;
const COPY: &str = r#"mkdir -p "$(dirname "$1")" && cp -R "$0" "$1""#;
const COUNT: &str = r#"mkdir -p "$(dirname "$1")" && {
  printf '['
  i=0
  while [ "$i" -lt "$0" ]; do
    [ "$i" -eq 0 ] || printf ', '
    printf %s "$i"
    i=$((i + 1))
  done
  printf ']'
} > "$1"
"#;

impl<'a> DagBuilder<'_, 'a> {
    /// A task that yields the parameter `source`.
    pub(super) fn hand_on(&mut self, kind: ParamType, source: &'a Source, span: Span) -> (Text, Text) {
        let kind = if kind == ParamType::Status { ParamType::Struct } else { kind };
        let component = self.parameter_identity("value", HAND_ON, parameter_type(kind), parameter_type(kind));
        let mut draft = Draft::new(None, span);
        let value = self.parameter(&mut draft, source);
        draft.inputs.parameters.insert(VALUE, value);
        (self.added("value", component, draft), VALUE)
    }

    /// A task that yields the list `[0, 1, … n-1]`.
    pub(super) fn count(&mut self, limit: &'a Source, span: Span) -> (Text, Text) {
        let component = self.parameter_identity("range", COUNT, ParameterType::NumberInteger, ParameterType::List);
        let mut draft = Draft::new(None, span);
        let value = self.parameter(&mut draft, limit);
        draft.inputs.parameters.insert(VALUE, value);
        (self.added("range", component, draft), VALUE)
    }

    /// A task that yields a copy of the artifact `source`.
    pub(super) fn hand_artifact_on(
        &mut self,
        schema: &Schema,
        list: bool,
        source: &'a Source,
        span: Span,
    ) -> (Text, Text) {
        if list {
            self.t.report(errors::artifact_list_on(span));
        }
        let component = self.artifact_identity(schema);
        let mut draft = Draft::new(None, span);
        if let Some(artifact) = self.artifact(&mut draft, source) {
            draft.inputs.artifacts.insert(VALUE, artifact);
        }
        (self.added("artifact", component, draft), VALUE)
    }

    /// A task that does nothing: KFP wants one in every DAG.
    pub(super) fn nothing(&mut self) {
        let known = self.t.identities.get("nothing").cloned();
        let component = known.unwrap_or_else(|| {
            let executor = self.identity_executor("nothing", ":", &[]);
            let spec = ComponentSpec { executor_label: Some(executor), ..ComponentSpec::default() };
            let component = self.identity("nothing", spec);
            self.t.identities.insert("nothing".to_owned(), component.clone());
            component
        });
        self.added("nothing", component, Draft::new(None, self.dag.span));
    }

    fn added(&mut self, name: &str, component: Text, draft: Draft) -> Text {
        let name = Text(self.names.unique(name));
        let mut spec = self.spec(name.as_str(), component, draft);
        spec.caching_options = Some(CachingOptions { cache_key: None, enable_cache: true });
        self.tasks.insert(name.clone(), spec);
        name
    }

    fn parameter_identity(
        &mut self,
        name: &'static str,
        script: &'static str,
        input: ParameterType,
        output: ParameterType,
    ) -> Text {
        let key = format!("{name} {output:?}");
        if let Some(component) = self.t.identities.get(&key) {
            return component.clone();
        }
        let words = ["{{$.inputs.parameters['value']}}", "{{$.outputs.parameters['value'].output_file}}"];
        let mut spec = ComponentSpec {
            executor_label: Some(self.identity_executor(name, script, &words)),
            ..ComponentSpec::default()
        };
        spec.input_definitions.parameters.insert(VALUE, bare_parameter(input, None));
        spec.output_definitions.parameters.insert(VALUE, bare_parameter(output, None));
        let component = self.identity(name, spec);
        self.t.identities.insert(key, component.clone());
        component
    }

    fn artifact_identity(&mut self, schema: &Schema) -> Text {
        let key = format!("artifact {schema}");
        if let Some(component) = self.t.identities.get(&key) {
            return component.clone();
        }
        let words = ["{{$.inputs.artifacts['value'].path}}", "{{$.outputs.artifacts['value'].path}}"];
        let mut spec = ComponentSpec {
            executor_label: Some(self.identity_executor("artifact", COPY, &words)),
            ..ComponentSpec::default()
        };
        let artifact = || ArtifactSpec {
            artifact_type: artifact_type(schema),
            description: None,
            is_artifact_list: false,
            is_optional: false,
        };
        spec.input_definitions.artifacts.insert(VALUE, artifact());
        spec.output_definitions.artifacts.insert(VALUE, artifact());
        let component = self.identity("artifact", spec);
        self.t.identities.insert(key, component.clone());
        component
    }

    fn identity(&mut self, name: &str, spec: ComponentSpec) -> Text {
        let component = component_name(&self.t.names.unique(name));
        self.t.components.insert(component.clone(), Component::Own(Box::new(spec)));
        component
    }

    fn identity_executor(&mut self, name: &'static str, script: &str, words: &[&str]) -> Text {
        if let Some(executor) = self.t.identity_executors.get(name) {
            return executor.clone();
        }
        // Components and executors count apart here: one executor serves a component of each type.
        let executor = executor_name(&self.t.executor_names.unique(name));
        let container = Container {
            args: words.iter().map(Text::from).collect(),
            command: ["sh", "-ec", script].iter().map(Text::from).collect(),
            env: Vec::new(),
            image: Text::from(&self.t.options.helper_image),
            resources: None,
        };
        self.t.executors.insert(executor.clone(), Executor::Container(container));
        self.t.identity_executors.insert(name, executor.clone());
        executor
    }
}
