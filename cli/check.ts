import { once } from 'node:events';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Environment, messageOf, ProbantError, readPem } from '../core/index.ts';
import { ruleById } from '../rules/index.ts';
import {
  addTo,
  type CheckSummary,
  checkFiles,
  checkTool,
  emptySummary,
  explain,
  formats,
  type GivenParameters,
} from '../runs/check/index.ts';
import { openPacks } from '../runs/packs/index.ts';
import { type Command, exitCode, type Invocation, listOption, textOption } from './command.ts';

/** `probant check fichier…` */
export const checkCommand: Command = {
  operands: '<fichier…>',
  options: {
    format: { type: 'string', help: 'text (par défaut), json ou sarif' },
    parametres: { type: 'string', help: 'Paramètres de règles, en JSON : { "cda.patient": { … } }' },
    confiance: { type: 'string', multiple: true, help: 'Autorités admises pour la signature des VIHF, PEM' },
    pack: { type: 'string', multiple: true, help: 'Paquet de règles externe (Schematron, XSD) : son dossier' },
    saxon: { type: 'string', help: 'Moteur des paquets : le fichier jar de Saxon-HE' },
    java: { type: 'string', help: 'Commande ou chemin de Java (« java » par défaut)' },
    explain: { type: 'string', help: 'Explique une règle : source, gravité, un exemple juste et un faux' },
  },
  async run(invocation) {
    const { environment, operands, options, say } = invocation;
    const rule = textOption(options, 'explain');
    if (rule !== undefined) {
      say(await explain(rule));
      return exitCode.ok;
    }
    if (operands.length === 0) throw misuse('aucun fichier n’est donné');
    const judging = { parameters: await parameters(invocation), authorities: await authorities(invocation) };
    const make = formatOf(invocation);
    await using packs = await openPacks(environment, listOption(options, 'pack'), {
      java: textOption(options, 'java'),
      saxon: textOption(options, 'saxon'),
    });
    const { engines } = packs;
    const format = make(
      checkTool(
        environment.cwd,
        engines.map(({ about }) => about),
      ),
    );
    const summary = emptySummary();
    await write(environment, format.head());
    for await (const report of checkFiles(environment, operands, { ...judging, packs: engines })) {
      addTo(summary, report);
      await write(environment, format.file(report));
    }
    await write(environment, format.foot(summary));
    const without = packs.without();
    for (const told of [packs.slowed(), without]) if (told !== null) environment.stderr.write(`${told}\n`);
    const code = codeOf(summary);
    // A pack that was asked for and could not look: nothing is right because of it.
    return code === exitCode.ok && without !== null ? exitCode.environment : code;
  },
};

/** A blocking finding wins; what could not be judged is never right. */
function codeOf({ findings, outcomes }: CheckSummary): number {
  if (findings.bloquant > 0) return exitCode.failed;
  if (outcomes.panne > 0) return exitCode.environment;
  return outcomes.refuse + outcomes.non_juge > 0 ? exitCode.configuration : exitCode.ok;
}

// What the reader of a pipe has not taken yet is not piled up.
async function write({ stdout }: Environment, text: string): Promise<void> {
  if (text !== '' && !stdout.write(text)) await once(stdout, 'drain');
}

function formatOf({ options }: Invocation): (typeof formats)[keyof typeof formats] {
  const name = textOption(options, 'format') ?? 'text';
  const make = Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined;
  if (make === undefined) throw misuse(`le format « ${name} » n’existe pas (${Object.keys(formats).join(', ')})`);
  return make;
}

const parametersSchema = z.record(z.string(), z.record(z.string(), z.json()));

async function parameters({ environment, options }: Invocation): Promise<GivenParameters> {
  const path = textOption(options, 'parametres');
  if (path === undefined) return {};
  try {
    const text = (await environment.fs.readFile(resolve(environment.cwd, path))).toString('utf8');
    const given = parametersSchema.parse(JSON.parse(text));
    for (const id of Object.keys(given)) ruleById(id);
    return given;
  } catch (thrown) {
    const detail = thrown instanceof z.ZodError ? z.prettifyError(thrown) : messageOf(thrown);
    throw misuse(`--parametres ${path} : ${detail}`);
  }
}

async function authorities({ environment, options }: Invocation): Promise<Buffer | null> {
  const paths = listOption(options, 'confiance');
  if (paths.length === 0) return null;
  const texts = await Promise.all(paths.map((path) => readPem(environment, resolve(environment.cwd, path))));
  return Buffer.from(texts.join('\n'));
}

function misuse(detail: string): ProbantError {
  return new ProbantError('option_invalide', { detail, commande: 'check' });
}
