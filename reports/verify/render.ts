import type { Fact, Level, VerifyItem } from './codes.ts';
import type { FactReport, FactState, VerifyReport } from './verify-dossier.ts';

/** How the terminal takes the report. */
export interface RenderOptions {
  colour: boolean;
}

const titles: Record<Fact, { name: string; feminine: boolean; question: string }> = {
  integrite: { name: 'Intégrité', feminine: true, question: 'rien n’a changé depuis la signature' },
  authenticite: { name: 'Authenticité', feminine: true, question: 'le signataire est celui qu’il dit' },
  temps: { name: 'Temps', feminine: false, question: 'le dossier existait à cette date' },
  suffisance: { name: 'Suffisance', feminine: true, question: 'il contient tout ce que le couloir demande' },
};

const signs: Record<Level, string> = { ok: '✓', information: '·', manque: '!', echec: '✗' };
const stateSigns: Record<FactState, { sign: string; colour: number }> = {
  etabli: { sign: '✓', colour: 32 },
  non_etabli: { sign: '!', colour: 33 },
  rompu: { sign: '✗', colour: 31 },
};

/** The report of `verify` as French text for a terminal. */
export function renderVerify(report: VerifyReport, { colour }: RenderOptions = { colour: false }): string {
  const { subject } = report;
  const head =
    subject === undefined
      ? []
      : [`${subject.produit} ${subject.version}, couloir ${subject.couloir}, tentative ${subject.tentative}`];
  const facts = (Object.keys(titles) as Fact[]).flatMap((fact) => ['', ...factLines(fact, report.facts[fact], colour)]);
  return `${[report.path, ...head].map(plain).concat(facts).join('\n')}\n`;
}

/** The French word for a fact's state, in the right gender. */
export function stateText(fact: Fact, state: FactState): string {
  const e = titles[fact].feminine ? 'e' : '';
  return { etabli: `établi${e}`, non_etabli: `non établi${e}`, rompu: `rompu${e}` }[state];
}

function factLines(fact: Fact, report: FactReport, colour: boolean): string[] {
  const { sign, colour: code } = stateSigns[report.state];
  const { name, question } = titles[fact];
  const state = `${sign} ${name} : ${stateText(fact, report.state)}`;
  const head = `${colour ? `\u001b[${code}m${state}\u001b[0m` : state} (${question})`;
  return [head, ...report.items.map(itemLine)];
}

function itemLine({ level, file, message, code }: VerifyItem): string {
  const place = file === undefined ? '' : `${file} : `;
  return plain(`  ${signs[level]} ${place}${message} [${code}]`);
}

// What the dossier holds must not drive the reader's terminal.
function plain(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}
