import { basename, join, resolve } from 'node:path';
import { type Environment, isoNow, ProbantError, sha256, writeError } from '../core/index.ts';
import { builtInCatalogue, laneDefinition, lanes } from '../referential/index.ts';
import {
  type Correspondence,
  compareRequirements,
  confirm,
  inheritSocle,
  proposedCorrespondence,
  proposeMatches,
  type Rem,
  readCorrespondence,
  readRem,
  readRemFile,
  readWorkbook,
  writeCorrespondence,
  writeReferential,
} from '../referential/rem/index.ts';
import { type Command, exitCode, type Invocation, listOption, textOption } from './command.ts';
import { renderImport } from './rem-report.ts';

/** `probant rem import classeur.xlsx`, `probant rem confirm correspondance.yaml` */
export const remCommand: Command = {
  operands: 'import <REM.xlsx> | confirm <correspondance.yaml>',
  options: {
    couloir: { type: 'string', help: 'import : couloir du classeur, tel MDV-LGC' },
    feuille: { type: 'string', help: 'import : la seule feuille à lire' },
    socle: { type: 'string', help: 'import : classeur du socle, dont le REM hérite' },
    sortie: { type: 'string', help: 'import : dossier où écrire (par défaut, celui-ci)' },
    json: { type: 'boolean', help: 'import : le rapport en JSON' },
    personne: { type: 'string', help: 'confirm : « Prénom Nom, qualité » de qui confirme' },
    scenario: { type: 'string', multiple: true, help: 'confirm : scénario du REM à confirmer ; absent : tous' },
    score: { type: 'string', help: 'confirm : proximité des libellés exigée, de 0 à 1' },
    douteux: { type: 'boolean', help: 'confirm : aussi les lignes qui portent un doute' },
  },
  run(invocation) {
    const [verb, path, ...more] = invocation.operands;
    if (path === undefined || more.length > 0) throw misuse('attendu : « import » ou « confirm », et un fichier');
    if (verb === 'import') return importRem(invocation, path);
    if (verb === 'confirm') return confirmLines(invocation, path);
    throw misuse(`« ${verb} » n’est ni « import » ni « confirm »`);
  },
};

async function importRem(invocation: Invocation, path: string): Promise<number> {
  const { environment, options, say } = invocation;
  const lane = laneOf(invocation);
  const sheet = textOption(options, 'feuille');
  const own = await read(environment, path, sheet);
  const soclePath = textOption(options, 'socle');
  const socle = soclePath === undefined ? undefined : await read(environment, soclePath, sheet);
  const rem = socle === undefined ? own.rem : inheritSocle(own.rem, socle.rem);
  const of = { couloir: lane, classeur: own.file, ...(socle === undefined ? {} : { socle: socle.file }) };
  const { text, digest } = writeReferential(rem, of);
  const { entries, catalogue } = catalogueOf(lane);
  const proposals = proposeMatches(rem, entries);
  const made = proposedCorrespondence(proposals, { couloir: lane, referentiel: digest, catalogue });
  const folder = resolve(environment.cwd, textOption(options, 'sortie') ?? '.');
  const files = {
    referential: join(folder, `referentiel-${lane}.json`),
    correspondence: join(folder, `correspondance-${lane}.yaml`),
  };
  const kept = await keepConfirmed(environment, files.correspondence, made);
  await write(environment, folder, { [files.referential]: text, [files.correspondence]: writeCorrespondence(kept) });
  const report = {
    rem,
    digest,
    files,
    proposals,
    requirements: compareRequirements(rem, entries),
    correspondence: kept,
  };
  say(renderImport(report, options['json'] === true));
  return rem.remarks.some(({ level }) => level === 'perdu') ? exitCode.failed : exitCode.ok;
}

function laneOf({ options }: Invocation): string {
  const lane = textOption(options, 'couloir');
  if (lane === undefined || laneDefinition(lane) === undefined)
    throw misuse(`--couloir est l’un de ${lanes.map(({ id }) => id).join(', ')}`);
  return lane;
}

function catalogueOf(lane: string): {
  entries: ReturnType<ReturnType<typeof builtInCatalogue>['lane']>;
  catalogue: string;
} {
  const catalogue = builtInCatalogue();
  return {
    entries: catalogue.lane(lane).filter((entry) => entry.lane === lane),
    catalogue: `${catalogue.version} ${catalogue.digest}`,
  };
}

async function read(
  environment: Environment,
  path: string,
  sheet: string | undefined,
): Promise<{ rem: Rem; file: { nom: string; empreinte: string } }> {
  const bytes = await readRemFile(environment, path);
  const rem = readRem(await readWorkbook(bytes), { sheet });
  return { rem, file: { nom: basename(path), empreinte: sha256(bytes) } };
}

/** What a person confirmed stays confirmed as long as the workbook says the same of that scenario. */
async function keepConfirmed({ fs }: Environment, path: string, made: Correspondence): Promise<Correspondence> {
  const bytes = await fs.readFile(path).catch(() => null);
  if (bytes === null) return made;
  const known = new Map(readCorrespondence(bytes.toString('utf8'), path).lignes.map((line) => [line.rem, line]));
  const lignes = made.lignes.map((line) => {
    const old = known.get(line.rem);
    return old !== undefined && old.confirme !== null && old.rem_dit === line.rem_dit ? old : line;
  });
  return { ...made, lignes };
}

async function write({ fs }: Environment, folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    try {
      await fs.mkdir(folder);
      await fs.writeFile(path, text);
    } catch (thrown) {
      throw writeError(path, thrown);
    }
  }
}

async function confirmLines({ environment, options, say }: Invocation, path: string): Promise<number> {
  const person = textOption(options, 'personne')?.trim() ?? '';
  if (!/\S+\s+\S+/.test(person)) throw misuse('--personne nomme qui confirme : « Prénom Nom, qualité »');
  const score = Number(textOption(options, 'score') ?? '0');
  if (!(score >= 0 && score <= 1)) throw misuse('--score est un nombre de 0 à 1');
  const scenarios = listOption(options, 'scenario');
  const proposed = readCorrespondence((await readRemFile(environment, path)).toString('utf8'), path);
  const { correspondence, confirmed } = confirm(proposed, {
    person,
    day: isoNow(environment).slice(0, 10),
    least: score,
    doubtful: options['douteux'] === true,
    ...(scenarios.length === 0 ? {} : { scenarios }),
  });
  const unknown = scenarios.filter((id) => !proposed.lignes.some(({ rem }) => rem === id));
  if (unknown.length > 0) throw misuse(`--scenario ${unknown.join(', ')} : absent de ${path}`);
  await write(environment, resolve(environment.cwd, path, '..'), {
    [resolve(environment.cwd, path)]: writeCorrespondence(correspondence),
  });
  const left = correspondence.lignes.filter(
    ({ catalogue, confirme }) => catalogue !== null && confirme === null,
  ).length;
  say(`${confirmed} ligne(s) confirmée(s) par ${person} ; ${left} proposition(s) restent à confirmer.`);
  return exitCode.ok;
}

function misuse(detail: string): ProbantError {
  return new ProbantError('option_invalide', { detail, commande: 'rem' });
}
