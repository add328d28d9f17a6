import {
  After,
  AfterStep,
  Before,
  BeforeStep,
  type ITestCaseHookParameter,
  type ITestStepHookParameter,
  Status,
  setDefaultTimeout,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { ProbantError } from '../../core/index.ts';
import { type FeaturePoint, type FeatureScenario, scenarioTag } from '../../referential/index.ts';
import { currentSession } from './session.ts';
import { ProbantWorld } from './world.ts';

setWorldConstructor(ProbantWorld);
// Each driver has its own time-outs; a guided step waits for a person.
setDefaultTimeout(-1);

Before(async function (this: ProbantWorld, { pickle }: ITestCaseHookParameter) {
  const feature = featureOf(pickle.tags.map(({ name }) => name));
  currentSession().onScenario?.(feature, 'ouvert');
  await this.begin(feature);
});

BeforeStep(async function (this: ProbantWorld, parameter: ITestStepHookParameter) {
  const point = pointOf(this.feature, parameter);
  if (point !== undefined) await this.enter(point);
});

AfterStep(function (this: ProbantWorld, { result, error }: ITestStepHookParameter) {
  if (result.status === Status.FAILED) this.stop(error ?? result.message);
});

After(async function (this: ProbantWorld, { result }: ITestCaseHookParameter) {
  if (result !== undefined && result.status !== Status.PASSED) this.stop(result.message ?? `étape ${result.status}`);
  await this.end();
  currentSession().onScenario?.(this.feature, 'ferme');
  // Cucumber's own status follows ours; the records are what counts.
  if (this.failed) throw new ProbantError('scenario_non_conforme', { scenario: this.feature.scenario });
});

function featureOf(tags: string[]): FeatureScenario {
  const feature = currentSession().features.find(({ tag }) => tags.includes(scenarioTag(tag)));
  if (feature === undefined) {
    throw new ProbantError('feature_invalide', { scenario: tags.join(' '), detail: 'identifiant inconnu' });
  }
  return feature;
}

function pointOf(
  feature: FeatureScenario,
  { gherkinDocument, pickleStep }: ITestStepHookParameter,
): FeaturePoint | undefined {
  const steps = (gherkinDocument.feature?.children ?? []).flatMap(({ scenario }) => scenario?.steps ?? []);
  const line = steps.find(({ id }) => pickleStep.astNodeIds.includes(id))?.location.line;
  return feature.points.find(({ lines }) => line !== undefined && lines.includes(line));
}
