import { pointId, type Verdict } from '../core/index.ts';
import { causeLabels, verdictLabels } from './labels.ts';
import {
  isUnproved,
  type PointFinding,
  type PointResult,
  type RequirementResult,
  type Results,
  type ScenarioResult,
} from './results.ts';

/** How the terminal takes the summary. */
export interface SummaryOptions {
  /** Columns of the terminal. */
  width: number;
  colour: boolean;
}

const codes: Record<Verdict, number> = { conforme: 32, non_conforme: 31, non_evalue: 90, a_relire: 33, externe: 36 };
const narrowest = 40;

/**
 * Summary by requirement for a terminal, with the reason of each failure: requirement, rule, where, expected, got.
 * Scenarios that the attempt did not play are counted, not listed.
 */
export function renderSummary(results: Results, options: SummaryOptions): string {
  const printer = new Printer(options);
  const played = results.scenarios.filter((scenario) => scenario.points.length > 0);
  printer.line(0, `Couloir ${results.lane} : ${played.length} scénarios joués sur ${results.scenarios.length}`);
  for (const requirement of results.requirements) {
    const own = played.filter((scenario) => scenario.requirement === requirement.requirement);
    if (own.length > 0) printRequirement(printer, requirement, own);
  }
  printer.blank();
  printCounts(
    printer,
    'Points de contrôle',
    played.flatMap((scenario) => scenario.points.map((point) => point.verdict)),
  );
  printCounts(
    printer,
    'Scénarios joués',
    played.map((scenario) => scenario.verdict),
  );
  const unproved = played.flatMap((scenario) => scenario.points).filter(isUnproved).length;
  if (unproved > 0) printer.line(0, `Points non éprouvés (jamais vus rouges) : ${unproved}`);
  return printer.text();
}

function printRequirement(printer: Printer, requirement: RequirementResult, scenarios: ScenarioResult[]): void {
  printer.blank();
  printer.line(0, `${requirement.requirement}  ${requirement.statement}`);
  for (const scenario of scenarios) {
    printer.verdict(2, scenario.verdict, `${scenario.scenario}  ${scenario.title}`);
    for (const point of scenario.points) if (point.verdict !== 'conforme') printPoint(printer, point);
  }
}

function printPoint(printer: Printer, point: PointResult): void {
  const cause = point.cause === undefined ? '' : ` (cause : ${causeLabels[point.cause]})`;
  printer.verdict(4, point.verdict, `${pointId(point)}  ${point.text}${cause}`);
  if (point.message !== undefined) printer.line(8, point.message);
  for (const finding of point.findings) if (finding.severity === 'bloquant') printFinding(printer, finding);
}

function printFinding(printer: Printer, finding: PointFinding): void {
  printer.line(8, finding.message);
  printer.line(8, `règle    ${finding.rule} (${finding.code})`);
  printer.line(8, `où       ${finding.where}`);
  printer.line(8, `attendu  ${finding.expected}`);
  printer.line(8, `obtenu   ${finding.got}`);
  printer.line(8, `remède   ${finding.remedy}`);
}

function printCounts(printer: Printer, title: string, verdicts: Verdict[]): void {
  const parts = (Object.keys(verdictLabels) as Verdict[])
    .map((verdict) => ({ label: verdictLabels[verdict], count: verdicts.filter((other) => other === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${count} ${label.text}`);
  printer.line(0, `${title} : ${parts.join(', ') || 'aucun'}`);
}

class Printer {
  readonly #lines: string[] = [];
  readonly #options: SummaryOptions;

  constructor(options: SummaryOptions) {
    this.#options = options;
  }

  blank(): void {
    this.#lines.push('');
  }

  line(indent: number, text: string): void {
    const room = Math.max(this.#options.width, narrowest) - indent - 2;
    for (const [i, part] of wrap(plain(text), room).entries()) {
      this.#lines.push(`${' '.repeat(i === 0 ? indent : indent + 2)}${part}`);
    }
  }

  verdict(indent: number, verdict: Verdict, text: string): void {
    const { icon, text: name } = verdictLabels[verdict];
    const before = this.#lines.length;
    this.line(indent, `${icon} ${name}  ${text}`);
    const first = this.#lines[before] ?? '';
    if (this.#options.colour) {
      this.#lines[before] = first.replace(`${icon} ${name}`, `\u001b[${codes[verdict]}m${icon} ${name}\u001b[0m`);
    }
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

// What the product sent must not drive the reader's terminal.
function plain(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const cut = space > width / 2 ? space : width;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}
