import { kindLabels } from '../kinds.ts';
import type { CheckSummary, FileFinding, FileOutcome, FileReport } from '../report.ts';
import type { Format } from './format.ts';

const severities = { bloquant: 'BLOQUANT', avertissement: 'avertissement', information: 'information' } as const;

const outcomes: Readonly<Record<FileOutcome, string>> = {
  sans_constat_bloquant: 'aucun constat bloquant',
  constats_bloquants: 'constats bloquants',
  non_juge: 'non jugé : aucune règle n’a pu le regarder',
  refuse: 'refusé',
  panne: 'panne',
};

/** The report that a person reads. */
export function textFormat(): Format {
  return {
    head: () => '',
    file: (report) => `${[...title(report), ...report.findings.flatMap(finding), ...closing(report)].join('\n')}\n\n`,
    foot,
  };
}

function title({ path, kind, sign, error, suppositions }: FileReport): string[] {
  if (kind === null) return [path, `  ${error?.message ?? ''}`, `  → ${error?.remedy ?? ''}`];
  return [`${path} : ${kindLabels[kind]} (${sign})`, ...suppositions.map((one) => `  supposé : ${one}`)];
}

function finding(found: FileFinding): string[] {
  const line = found.line === undefined ? '' : ` (ligne ${found.line})`;
  return [
    `  ${severities[found.severity]}  ${found.rule}${found.ruleVersion === '' ? '' : ` v${found.ruleVersion}`} · ${found.code}`,
    `    ${found.message}`,
    `    où       ${found.where}${line}`,
    `    attendu  ${found.expected}`,
    `    obtenu   ${found.got}`,
    `    remède   ${found.remedy}`,
    `    source   ${found.source}`,
  ];
}

function closing({ kind, outcome, findings, looked, unseen }: FileReport): string[] {
  if (kind === null) return [];
  const blocking = findings.filter(({ severity }) => severity === 'bloquant').length;
  return [
    `  ont regardé : ${looked.map(({ rule }) => rule).join(', ') || 'aucune règle'}`,
    ...(unseen.length === 0 ? [] : ['  n’ont pas regardé :', ...reasons(unseen)]),
    `  → ${outcome === 'constats_bloquants' ? `${blocking} constat(s) bloquant(s)` : outcomes[outcome]}`,
  ];
}

/** Rules that share a reason share a line. */
function reasons(unseen: FileReport['unseen']): string[] {
  const byReason = new Map<string, string[]>();
  for (const { rule, why } of unseen) byReason.set(why, [...(byReason.get(why) ?? []), rule]);
  return [...byReason].map(([why, rules]) => `    ${rules.join(', ')} : ${why}`);
}

function foot({ files, outcomes: counts, findings }: CheckSummary): string {
  const told = (Object.keys(outcomes) as FileOutcome[]).filter((one) => counts[one] > 0);
  const parts = told.map((one) => `${counts[one]} ${outcomes[one].split(' :')[0]}`);
  return `${files} fichier(s) : ${parts.join(', ')} ; ${findings.bloquant} bloquant(s), ${findings.avertissement} avertissement(s), ${findings.information} information(s).\n`;
}
