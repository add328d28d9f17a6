import { escapeXml, pointId } from '../core/index.ts';
import type { PointFinding, PointResult, Results, ScenarioResult } from './results.ts';

/** JUnit XML of the played scenarios: a suite a scenario, a case a control point; holds no time. */
export function renderJunit(results: Results): string {
  const played = results.scenarios.filter((scenario) => scenario.points.length > 0);
  const points = played.flatMap((scenario) => scenario.points);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${attribute(`Probant ${results.lane}`)}${countsOf(points)}>`,
    ...played.map(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(scenario: ScenarioResult): string {
  const name = attribute(`${scenario.scenario} ${scenario.title}`);
  return [
    `  <testsuite name=${name}${countsOf(scenario.points)}>`,
    ...scenario.points.map(testcase),
    '  </testsuite>',
  ].join('\n');
}

function testcase(point: PointResult): string {
  const head = `    <testcase classname=${attribute(point.scenario)} name=${attribute(`${pointId(point)} ${point.text}`)}`;
  const content = outcome(point);
  return content === '' ? `${head}/>` : `${head}>\n${content}\n    </testcase>`;
}

function outcome(point: PointResult): string {
  switch (point.verdict) {
    case 'conforme':
      return '';
    case 'non_conforme':
      return failure(point);
    default:
      return `      <skipped message=${attribute(`${point.verdict} : ${point.message ?? ''}`)}/>`;
  }
}

function failure(point: PointResult): string {
  const blocking = point.findings.filter((finding) => finding.severity === 'bloquant');
  const message = blocking.map((finding) => `${finding.rule} : ${finding.message}`).join(' ; ');
  const text = blocking.map(details).join('\n\n');
  return `      <failure type=${attribute(point.cause ?? 'produit')} message=${attribute(message)}>${content(text)}</failure>`;
}

function details(finding: PointFinding): string {
  return [
    `Règle : ${finding.rule} (${finding.code})`,
    `Où : ${finding.where}`,
    `Attendu : ${finding.expected}`,
    `Obtenu : ${finding.got}`,
    `Remède : ${finding.remedy}`,
  ].join('\n');
}

function countsOf(points: PointResult[]): string {
  const failures = points.filter((point) => point.verdict === 'non_conforme').length;
  const passed = points.filter((point) => point.verdict === 'conforme').length;
  return ` tests="${points.length}" failures="${failures}" errors="0" skipped="${points.length - failures - passed}"`;
}

function attribute(text: string): string {
  return `"${content(text).replaceAll('\n', ' ')}"`;
}

// XML 1.0 has no escape for most control characters: they are dropped.
function content(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  return escapeXml(text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
}
