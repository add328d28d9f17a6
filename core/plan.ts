import { dirname, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Environment } from './environment.ts';
import { ProbantError } from './errors.ts';

const french = z.locales.fr().localeError;
const text = z.string().min(1);
const file = text.describe('Chemin, relatif au plan');

const port = z.number().int().min(0).max(65_535).default(0);

/** Every listener of the bench, by the name that a plan gives it. */
const listeners = [
  'insi',
  'insiCps',
  'dmp',
  'webPs',
  'psc',
  'annuaire',
  'autoconfig',
  'igc',
  'hl7',
  'mssSmtp',
  'mssImap',
  'mssAppSmtp',
  'mssAppImap',
] as const;

const farEnd = z.strictObject({
  adresse: z.url().describe('https://…, smtp://hôte:port ou imap://hôte:port'),
  autorites: z.array(file).default([]).describe('Autorités de son certificat, PEM ; vide : celles de Node'),
  certificat: file.optional().describe('Certificat que Probant lui présente, PEM'),
  cle: file.optional(),
});

/**
 * Those in whose place a platform can answer: a certificate names the CRL and OCSP that it wants, relay or not, and the
 * platform of a hospital has no public address.
 */
const relayable = listeners.filter((name) => name !== 'igc' && name !== 'hl7');

function each<N extends string, T extends z.ZodType>(names: readonly N[], schema: T): Record<N, T> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<N, T>;
}

const pscClient = z.strictObject({
  id: text,
  secret: text.optional(),
  retours: z.array(z.url()).min(1).describe('Adresses de retour, comparées exactement'),
  apresDeconnexion: z.array(z.url()).optional().describe('Adresses après déconnexion ; absent : celles de retour'),
  certificat: text.optional().describe('Sujet du certificat client : C=FR, O=…, OU=…, CN=…'),
  cles: file.optional().describe('Clés publiques du produit, JWKS'),
  ciba: z.boolean().default(true),
  userinfoSigne: z.boolean().default(false),
});

const planSchema = z.strictObject({
  version: z.literal(1),
  produit: z.strictObject({
    nom: text,
    version: text,
    editeur: text.optional(),
    empreinte: text.optional().describe('Empreinte de la construction testée'),
    nil: text.optional(),
    nie: text.optional(),
  }),
  couloir: text,
  vague: z
    .union([z.literal(1), z.literal(2)])
    .optional()
    .describe('Vague du Ségur : 1 ou 2 ; absente : les deux'),
  rem: z
    .strictObject({
      referentiel: file.describe('Fichier écrit par « probant rem import »'),
      correspondance: file.describe('Correspondance confirmée, du même classeur'),
    })
    .optional()
    .describe('REM publié que la tentative suit ; absent : le catalogue intégré (docs/rem.md)'),
  profils: z.array(text).default(['Général']),
  scenarios: z.array(text).optional().describe('Identifiants à jouer ; absent : tous ceux du couloir'),
  nonce: text.optional().describe('Donné par le relecteur, mêlé aux identités générées'),
  candidat: z.strictObject({
    pilote: z.enum(['http', 'browser', 'guided']),
    adresse: z.url().optional().describe('Adresse des écrans du produit'),
    adaptateur: z.url().optional().describe('Adresse de l’adaptateur HTTP'),
    pages: file.optional().describe('Module des fonctions de page (.ts, .js)'),
    verbes: z
      .record(text, z.enum(['http', 'browser', 'guided']))
      .default({})
      .describe('Verbes confiés à un autre pilote'),
    delai: z.number().int().positive().default(10_000).describe('Attente d’une réponse du produit, en ms'),
    video: z.boolean().default(true),
    ecran: z
      .strictObject({ largeur: z.number().int().min(320).max(3840), hauteur: z.number().int().min(240).max(2160) })
      .default({ largeur: 1280, hauteur: 800 })
      .describe('Taille de la fenêtre du navigateur, en pixels'),
    paralleles: z
      .number()
      .int()
      .min(1)
      .max(8)
      .default(1)
      .describe('Scénarios joués en même temps, chacun dans son navigateur (pilote browser seul)'),
    demarrage: z
      .strictObject({
        commande: z.array(text).min(1).describe('Programme et arguments ; lancé quand le banc est prêt'),
        pret: z.url().describe('Adresse qui répond quand le produit est prêt'),
        delai: z.number().int().positive().default(20_000),
      })
      .optional(),
  }),
  guide: z.strictObject({ personne: text, pieces: file.optional() }).optional(),
  banc: z
    .strictObject({
      ecoute: text.default('127.0.0.1'),
      noms: z.array(text).default(['localhost']),
      ports: z
        .strictObject({ ...each(listeners, port), controle: port })
        .prefault({})
        .describe('Port de chaque service, et de l’API de contrôle ; 0 : un port libre'),
      psc: z
        .strictObject({ clients: z.array(pscClient).default([]) })
        .prefault({})
        .describe('Produits que Pro Santé Connect connaît, avec leurs adresses de retour'),
      hl7: z
        .strictObject({
          produit: z
            .string()
            .regex(/^(?:\[[\da-fA-F:]+\]|[^\s:/]+):\d{1,5}$/)
            .optional()
            .describe(
              'hôte:port où le produit reçoit en MLLP ; absent : un port libre, dit au produit par PROBANT_HL7_ECOUTE',
            ),
        })
        .prefault({})
        .describe('Plateforme d’interopérabilité simulée (docs/hl7.md)'),
      autorites: z.array(file).default([]).describe('Autorités de certification clientes, PEM'),
      autorisations: z.array(text).default([]).describe('Numéros d’autorisation CNDA acceptés (IDAM) ; vide : tous'),
      relais: z
        .strictObject(each(relayable, farEnd.optional()))
        .default({})
        .describe('Plateformes réelles qui répondent à la place des services simulés (docs/relais.md)'),
      verification: z
        .enum(['absente', 'non_documente'])
        .default('absente')
        .describe('Vérification INSi (WS_INS3 à WS_INS5), dont aucun texte public ne donne la forme'),
      pannes: z
        .array(
          z.union([
            z.looseObject({ service: text, panne: text }),
            z.looseObject({ protocole: z.enum(['smtp', 'imap']) }),
          ]),
        )
        .default([])
        .describe(
          'Pannes des services web (service, panne) et de la messagerie (protocole), dès le démarrage (docs/pannes.md)',
        ),
      graine: file.optional().describe('Ce que le banc connaît dès le démarrage, JSON (docs/banc.md)'),
      silence: z.number().int().min(0).default(300).describe('Attente avant de dire que rien n’est parti, en ms'),
    })
    .prefault({}),
  identites: z.array(z.strictObject({ matricule: text, motif: text })).default([]),
  pieces_externes: z
    .array(z.strictObject({ preuve: text, fichier: file.optional(), reference: text.optional(), personne: text }))
    .default([]),
  sceau: z.strictObject({ cle: file, certificat: file, chaine: file.optional() }).optional(),
  horodatage: z.strictObject({ url: z.url() }).optional(),
});

/** The one file that fully defines a run; every path is absolute once loaded. See docs/plan.md. */
export type Plan = z.infer<typeof planSchema>;

/** A plan and the very bytes that it was read from. */
export interface LoadedPlan {
  plan: Plan;
  path: string;
  bytes: Buffer;
}

/**
 * Reads a plan file. `${NAME}` in its text is replaced by the environment variable of that name.
 *
 * @throws {@link ProbantError} `plan_introuvable` or `plan_invalide`, with line and field
 */
export async function loadPlan(environment: Environment, path: string): Promise<LoadedPlan> {
  const absolute = resolve(environment.cwd, path);
  const bytes = await environment.fs.readFile(absolute).catch((thrown: unknown) => {
    throw new ProbantError('plan_introuvable', { chemin: path }, thrown);
  });
  return { plan: parsePlan(bytes.toString('utf8'), absolute, environment.env), path: absolute, bytes };
}

/** Parses the text of a plan found at `path` (absolute). Throws as {@link loadPlan} does. */
export function parsePlan(source: string, path: string, env: Readonly<Record<string, string | undefined>> = {}): Plan {
  const expanded = source.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => env[name] ?? whole);
  const lines = new LineCounter();
  const document = parseDocument(expanded, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const detail = `YAML mal formé à la ligne ${lines.linePos(error.pos[0]).line} (${error.code})`;
    throw new ProbantError('plan_invalide', { chemin: path, detail }, error);
  }
  const parsed = planSchema.safeParse(document.toJS(), { error: french });
  if (!parsed.success) throw new ProbantError('plan_invalide', { chemin: path, detail: describe(parsed.error) });
  return withAbsolutePaths(parsed.data, dirname(path));

  function describe(failure: z.ZodError): string {
    return failure.issues.map((issue) => `${place(issue)} : ${issue.message}`).join(' ; ');
  }

  function place(issue: z.core.$ZodIssue): string {
    const keys = issue.path.map(String);
    const line = lineOf(issue.code === 'unrecognized_keys' ? [...keys, issue.keys[0] ?? ''] : keys);
    return `${keys.join('.') || 'plan'}${line === undefined ? '' : ` (ligne ${line})`}`;
  }

  // A field that is missing has no line of its own: the one of what should hold it.
  function lineOf(keys: string[]): number | undefined {
    const node = document.getIn(keys, true) as { range?: [number] } | null | undefined;
    if (node?.range != null) return lines.linePos(node.range[0]).line;
    return keys.length === 0 ? undefined : lineOf(keys.slice(0, -1));
  }
}

/** JSON Schema of the plan file. */
export function planJsonSchema(): unknown {
  return z.toJSONSchema(planSchema, { io: 'input' });
}

function withAbsolutePaths(plan: Plan, folder: string): Plan {
  const absolute = (path: string): string => resolve(folder, path);
  const { candidat, banc, guide, sceau } = plan;
  return {
    ...plan,
    ...(plan.rem === undefined
      ? {}
      : { rem: { referentiel: absolute(plan.rem.referentiel), correspondance: absolute(plan.rem.correspondance) } }),
    candidat: candidat.pages === undefined ? candidat : { ...candidat, pages: absolute(candidat.pages) },
    banc: {
      ...banc,
      autorites: banc.autorites.map(absolute),
      psc: {
        clients: banc.psc.clients.map((client) =>
          client.cles === undefined ? client : { ...client, cles: absolute(client.cles) },
        ),
      },
      relais: withAbsoluteFiles(banc.relais, absolute),
      ...(banc.graine === undefined ? {} : { graine: absolute(banc.graine) }),
    },
    guide: guide?.pieces === undefined ? guide : { ...guide, pieces: absolute(guide.pieces) },
    sceau:
      sceau === undefined
        ? undefined
        : {
            cle: absolute(sceau.cle),
            certificat: absolute(sceau.certificat),
            ...(sceau.chaine === undefined ? {} : { chaine: absolute(sceau.chaine) }),
          },
    pieces_externes: plan.pieces_externes.map((piece) =>
      piece.fichier === undefined ? piece : { ...piece, fichier: absolute(piece.fichier) },
    ),
  };
}

function withAbsoluteFiles(relais: Plan['banc']['relais'], absolute: (path: string) => string): Plan['banc']['relais'] {
  const ends = Object.entries(relais).map(([name, end]) => [
    name,
    end === undefined
      ? end
      : {
          ...end,
          autorites: end.autorites.map(absolute),
          ...(end.certificat === undefined ? {} : { certificat: absolute(end.certificat) }),
          ...(end.cle === undefined ? {} : { cle: absolute(end.cle) }),
        },
  ]);
  return Object.fromEntries(ends) as Plan['banc']['relais'];
}
