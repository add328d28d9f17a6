import { ProbantError } from '../../core/index.ts';
import { type Columns, columnsOf, missingColumns } from './columns.ts';
import { identifier, Line, mergedTexts } from './line.ts';
import type { Rem, RemarkLevel, RemProof, RemRemark, RemRequirement, RemScenario } from './rem.ts';
import { bare } from './wording.ts';
import type { Sheet, Workbook } from './workbook.ts';

/** Which sheets are read. */
export interface ReadOptions {
  /** Name of the only sheet to read; absent: each that has the columns of a REM. */
  sheet?: string | undefined;
}

/**
 * Reads the requirements of a workbook of the published shape (facts, REM §3). What is odd in it is remarked; what can
 * be understood in two ways is left out and remarked as lost.
 *
 * @throws {@link ProbantError} `rem_sans_exigence`
 */
export function readRem(workbook: Workbook, { sheet: wanted }: ReadOptions = {}): Rem {
  const sheets = workbook.sheets
    .filter(({ name }) => wanted === undefined || bare(name) === bare(wanted))
    .flatMap((sheet) => {
      const columns = columnsOf(sheet.rows);
      return columns === null ? [] : [{ sheet, columns }];
    });
  if (sheets.length === 0) throw nothing(workbook, wanted);
  const reader = new RemReader();
  if (workbook.macros)
    reader.remark('information', 'macros', 'classeur', 'Le classeur porte des macros : elles ne sont pas lancées.');
  for (const { sheet, columns } of sheets) reader.read(sheet, columns);
  return reader.rem(sheets.map(({ sheet }) => sheet.name));
}

function nothing({ sheets }: Workbook, wanted: string | undefined): ProbantError {
  const names = sheets.map(({ name }) => `« ${name} »`).join(', ') || 'aucune feuille';
  const detail = wanted === undefined ? `feuilles lues : ${names}` : `« ${wanted} » parmi ${names}`;
  return new ProbantError('rem_sans_exigence', { detail });
}

/** A requirement while its rows are read. */
interface Open extends Omit<RemRequirement, 'scenarios'> {
  scenarios: Map<string, { id: string; text: string; proofs: RemProof[] }>;
}

class RemReader {
  readonly #remarks: RemRemark[] = [];
  readonly #requirements = new Map<string, Open>();
  /** The requirement of each scenario. */
  readonly #owners = new Map<string, Open>();

  remark(...remark: [level: RemarkLevel, code: string, where: string, text: string]): void {
    const [level, code, where, text] = remark;
    this.#remarks.push({ level, code, where, text });
  }

  rem(sheets: string[]): Rem {
    const requirements = [...this.#requirements.values()].map((open) => ({
      ...open,
      scenarios: [...open.scenarios.values()] satisfies RemScenario[],
    }));
    return { requirements, remarks: this.#remarks, sheets };
  }

  read(sheet: Sheet, columns: Columns): void {
    this.#tellColumns(sheet, columns);
    const merged = mergedTexts(sheet);
    let last: Open | null = null;
    for (const row of sheet.rows.filter(({ number }) => number > columns.row)) {
      const line = new Line({ sheet, row, columns, merged });
      for (const { cell, told } of line.oddities()) this.remark(told.level, told.code, cell, told.text);
      if (line.size === 0) continue;
      if (line.size === 1 && line.text('id') === '' && line.text('exigence') === '') {
        this.remark('information', 'titre_de_section', line.where, 'Ligne d’un seul texte, prise pour un titre.');
      } else last = this.#readLine(line, last);
    }
  }

  #tellColumns(sheet: Sheet, columns: Columns): void {
    for (const title of columns.guessed)
      this.remark('a_verifier', 'titre_approche', sheet.name, `Titre de colonne ${title}.`);
    for (const title of columns.unknown)
      this.remark('information', 'colonne_inconnue', sheet.name, `Colonne « ${title} » non lue.`);
    for (const title of missingColumns(columns))
      this.remark('a_verifier', 'colonne_absente', sheet.name, `La colonne « ${title} » est absente.`);
  }

  #readLine(line: Line, last: Open | null): Open | null {
    const requirement = this.#requirementOf(line, last);
    if (requirement !== null) this.#addScenario(line, requirement);
    return requirement ?? last;
  }

  #requirementOf(line: Line, last: Open | null): Open | null {
    const id = identifier(line.text('id'));
    if (id === '') return this.#continued(line, last);
    if (!plausible(id)) {
      this.remark(
        'a_verifier',
        'id_mal_forme',
        line.at('id'),
        `L’identifiant « ${id} » n’a pas la forme attendue (DOMAINE/…NN) : gardé tel quel.`,
      );
    }
    const known = this.#requirements.get(id);
    if (known === undefined) {
      const requirement: Open = { id, ...line.fields(), scenarios: new Map(), cellule: line.at('id') };
      this.#requirements.set(id, requirement);
      return requirement;
    }
    const said = line.text('exigence');
    if (said !== '' && bare(said) !== bare(known.exigence)) {
      this.remark(
        'perdu',
        'id_en_double',
        line.at('id'),
        `« ${id} » est déjà en ${known.cellule} avec un autre énoncé : cette ligne est laissée de côté.`,
      );
      return null;
    }
    return known;
  }

  /** A row without identifier goes on with the requirement above it when its scenario bears its number. */
  #continued(line: Line, last: Open | null): Open | null {
    const number = identifier(line.text('numero'));
    const proof = line.proofs()[0]?.id ?? '';
    const own = number === '' ? proof : number;
    if (last !== null && own.startsWith(`${last.id}.`)) {
      this.remark(
        'information',
        'ligne_de_suite',
        line.where,
        `Ligne sans identifiant, rattachée à ${last.id} par « ${own} ».`,
      );
      return last;
    }
    this.remark(
      'perdu',
      'ligne_sans_id',
      line.where,
      'Ligne sans identifiant, que rien ne rattache à une exigence : laissée de côté.',
    );
    return null;
  }

  #addScenario(line: Line, requirement: Open): void {
    const proofs = line.proofs();
    const text = line.text('scenario');
    const id = identifier(line.text('numero'));
    if (id === '' && text === '' && proofs.length === 0) return;
    if (id === '') {
      this.remark(
        'perdu',
        'scenario_sans_numero',
        line.where,
        `Un scénario de ${requirement.id} n’a pas de numéro : laissé de côté.`,
      );
      return;
    }
    if (!id.startsWith(`${requirement.id}.`)) {
      this.remark(
        'a_verifier',
        'scenario_hors_exigence',
        line.at('numero'),
        `Le scénario « ${id} » ne porte pas le numéro de son exigence, ${requirement.id} : gardé sous elle.`,
      );
    }
    this.#keepScenario({ id, text, proofs }, requirement, line);
  }

  #keepScenario(scenario: RemScenario, requirement: Open, line: Line): void {
    const owner = this.#owners.get(scenario.id);
    const known = requirement.scenarios.get(scenario.id);
    if (owner !== undefined && owner !== requirement) {
      this.remark(
        'perdu',
        'scenario_en_double',
        line.at('numero'),
        `« ${scenario.id} » est déjà le scénario de ${owner.id} : laissé de côté.`,
      );
    } else if (known === undefined) {
      requirement.scenarios.set(scenario.id, { ...scenario, proofs: [...scenario.proofs] });
      this.#owners.set(scenario.id, requirement);
    } else if (scenario.text !== '' && bare(scenario.text) !== bare(known.text)) {
      this.remark(
        'perdu',
        'scenario_en_double',
        line.at('numero'),
        `« ${scenario.id} » est déjà dans ${requirement.id} avec un autre texte : laissé de côté.`,
      );
    } else {
      // One row a proof, as the import of Convergence has it.
      known.proofs.push(...scenario.proofs.filter((proof) => !known.proofs.some(({ id }) => id === proof.id)));
    }
  }
}

// INS/va1.53, SC.MSS/CONF.16, SC.SSI/GEN.02 BIS, SENTINELLE.20, SC.DMP/ALI/PROG.10, EX_GEN-1070 (facts, REM §1).
function plausible(id: string): boolean {
  return /^[A-Z][A-Za-z0-9_]*(?:[./][A-Za-z0-9_-]+)*[.-]\d+(?:[. ]?(?:BIS|TER))?$/.test(id);
}
