//! Leaf components: the signature of one, and the executor that does its work.
//!
//! In: a [`Component`] and how the pod of one of its tasks looks. Out: a component and an executor.
//! Always holds: tasks whose pods look alike share both.

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::dags::DagBuilder;
use super::placeholders::{self, Command, Need};
use super::platform::Config;
use super::pods::Look;
use super::ports::{self, artifact_type, bare_parameter};
use super::python;
use super::schema::{
    ArtifactUri, Component as Made, ComponentSpec, Container, Executor, Importer as ImporterSpec, InputParameter,
    ParameterType, TaskConfigPassthrough, Text, Value,
};
use super::translate::{component_name, executor_name};
use super::values::Draft;
use crate::emit::names::kebab;
use crate::emit::python::Place;
use crate::emit::{Executor as Runs, errors};
use crate::plan::{Component, ComponentId, Implementation, ImportUri, Importer, Meta, Task, TextPart};

impl<'a> DagBuilder<'_, 'a> {
    /// The component for a task that calls `id`, made where none looks like it.
    pub(super) fn leaf(&mut self, draft: &mut Draft, id: ComponentId, task: &'a Task) -> Text {
        let component = self.t.plan.component(id);
        match &component.implementation {
            Implementation::Importer(importer) => self.importer(draft, id, importer),
            Implementation::CreatePvc => self.stub(id, "argostub/createpvc"),
            Implementation::DeletePvc => self.stub(id, "argostub/deletepvc"),
            Implementation::Ir { spec, platform } => {
                if let Some(name) = self.t.leaves.get(&(id, SmolStr::default())) {
                    return name.clone();
                }
                let name = self.t.embed(spec, platform.as_deref(), &kebab(&component.name));
                self.t.leaves.insert((id, SmolStr::default()), name.clone());
                name
            }
            // Refused by the capability table.
            Implementation::Approval { .. } => Text::default(),
            Implementation::Python(_) | Implementation::Container { .. } => self.container(draft, id, task),
        }
    }

    fn container(&mut self, draft: &mut Draft, id: ComponentId, task: &'a Task) -> Text {
        let component = self.t.plan.component(id);
        let look = self.look(draft, &task.pod, &task.policy);
        let command = self.command(id, component);
        for need in &command.needs {
            let value = match need {
                Need::Run(field) => self.run(*field, draft.span),
                Need::WorkspacePath => "{{$.workspace_path}}",
            };
            draft.inputs.parameters.insert(Text::from(need.input()), InputParameter::constant(value.into()));
        }
        let key = (id, look.key());
        if let Some(name) = self.t.leaves.get(&key) {
            return name.clone();
        }
        let Look { image, mut env, resources, passthroughs, config } = look;
        if let (Implementation::Python(python), Runs::Mlc) = (&component.implementation, self.t.options.executor)
            && !self.is_the_pipeline(component)
        {
            env.push(python::source_variable(Place::of(python, self.t.sources)));
        }
        let executor =
            Executor::Container(Container { args: command.args, command: command.words, env, image, resources });
        let (name, label) = self.place_leaf(component, executor, passthroughs);
        if let Some(config) = config {
            self.t.configs.insert(label, Config::Own(Box::new(config)));
        }
        self.t.leaves.insert(key, name.clone());
        name
    }

    fn command(&mut self, id: ComponentId, component: &'a Component) -> Command {
        if let Some(command) = self.t.commands.get(&id) {
            return command.clone();
        }
        let command = match &component.implementation {
            Implementation::Python(python) => match self.t.options.executor {
                Runs::Kfp => python::command(component, python, &mut self.t.start),
                Runs::Mlc => {
                    if python.kfp_version.is_some() {
                        self.t.report(errors::kfp_version(component.span));
                    }
                    let place = self.is_the_pipeline(component).then(|| Place::of(python, self.t.sources));
                    python::own_command(component, python, &mut self.t.launches, place)
                }
            },
            Implementation::Container { command, args } => placeholders::command(command, args),
            _ => Command::default(),
        };
        self.t.commands.insert(id, command.clone());
        command
    }

    /// Whether KFP's SDK takes the file for this one component, which it then can't load if it has an environment.
    fn is_the_pipeline(&self, component: &Component) -> bool {
        kebab(&component.name) == self.t.plan.name.as_str()
    }

    fn stub(&mut self, id: ComponentId, image: &'static str) -> Text {
        let key = (id, SmolStr::default());
        if let Some(name) = self.t.leaves.get(&key) {
            return name.clone();
        }
        let executor = Executor::Container(Container {
            args: Vec::new(),
            command: Vec::new(),
            env: Vec::new(),
            image: Text::constant(image),
            resources: None,
        });
        let (name, _) = self.place_leaf(self.t.plan.component(id), executor, Vec::new());
        self.t.leaves.insert(key, name.clone());
        name
    }

    /// A component of `component`'s signature that `executor` does the work of.
    fn place_leaf(
        &mut self,
        component: &Component,
        executor: Executor,
        task_config_passthroughs: Vec<TaskConfigPassthrough>,
    ) -> (Text, Text) {
        let name = self.t.names.unique(&kebab(&component.name));
        let label = executor_name(&self.t.executor_names.unique(&name));
        let mut spec = ComponentSpec {
            dag: None,
            executor_label: Some(label.clone()),
            input_definitions: ports::inputs(&component.inputs),
            output_definitions: ports::outputs(component.outputs.iter(), false),
            task_config_passthroughs,
        };
        let is_importer = matches!(component.implementation, Implementation::Importer(_));
        if is_importer && !spec.input_definitions.parameters.contains_key("uri") {
            let uri = bare_parameter(ParameterType::String, None);
            spec.input_definitions.parameters.insert(Text::constant("uri"), uri);
        }
        let name = component_name(&name);
        self.t.components.insert(name.clone(), Made::Own(Box::new(spec)));
        self.t.executors.insert(label.clone(), executor);
        (name, label)
    }

    fn importer(&mut self, draft: &mut Draft, id: ComponentId, importer: &'a Importer) -> Text {
        let artifact_uri = match &importer.uri {
            ImportUri::Constant(uri) => {
                draft.inputs.parameters.insert(Text::constant("uri"), InputParameter::constant(uri.as_str().into()));
                ArtifactUri::Constant(Text::from(uri))
            }
            ImportUri::Input(name) => ArtifactUri::RuntimeParameter(Text::from(name)),
        };
        let key = (id, SmolStr::default());
        if let Some(name) = self.t.leaves.get(&key) {
            return name.clone();
        }
        let metadata = importer.metadata.iter().map(|(key, value)| (text(key), meta(value)));
        let executor = Executor::Importer(ImporterSpec {
            artifact_uri,
            download_to_workspace: importer.workspace,
            metadata: (!importer.metadata.is_empty()).then(|| Value(Json::Object(metadata.collect()))),
            reimport: importer.reimport,
            type_schema: artifact_type(&importer.schema),
        });
        let (name, _) = self.place_leaf(self.t.plan.component(id), executor, Vec::new());
        self.t.leaves.insert(key, name.clone());
        name
    }
}

fn meta(meta_value: &Meta) -> Json {
    match meta_value {
        Meta::Constant(value) => value.clone(),
        Meta::Input(name) => placeholder(name).into(),
        Meta::Text(parts) => text(parts).into(),
        Meta::List(items) => items.iter().map(meta).collect(),
        Meta::Record(fields) => Json::Object(fields.iter().map(|(key, value)| (text(key), meta(value))).collect()),
    }
}

fn text(parts: &[TextPart]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            TextPart::Text(part) => text.push_str(part),
            TextPart::Input(name) => text.push_str(&placeholder(name)),
        }
    }
    text
}

fn placeholder(name: &SmolStr) -> String {
    placeholders::input_placeholder(&Text::from(name))
}
