import { z } from 'zod';

const text = z.string();
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 en hexadécimal');
const count = z.number().int().min(0);
const verdict = z.enum(['conforme', 'non_conforme', 'non_evalue', 'a_relire', 'externe']);
const cause = z.enum(['produit', 'configuration', 'environnement']);
const source = z.enum(['fil', 'ecran', 'adaptateur', 'personne']);

const counts = z
  .strictObject({ conforme: count, non_conforme: count, non_evalue: count, a_relire: count, externe: count })
  .describe('Nombre par verdict');

const finding = z.strictObject({
  regle: text,
  code: text,
  gravite: z.enum(['bloquant', 'avertissement', 'information']),
  ou: text.describe('XPath, en-tête ou champ'),
  attendu: text,
  obtenu: text,
  message: text,
  remede: text.describe('Ce qu’il y a à faire dans le produit'),
});

const point = z.strictObject({
  point: text.describe('Scénario et rang de l’étape du REM : INS/va1.28.01#2'),
  rang: z.number().int().positive(),
  texte: text.describe('Étape du REM'),
  ecran: z.boolean().describe('Le point demande un écran'),
  mode: z
    .enum(['automatique', 'guide', 'externe'])
    .describe('automatique : montré par le banc ; guide : par une personne ; externe : par une pièce venue d’ailleurs'),
  verdict,
  cause: cause.optional(),
  message: text.optional(),
  regles: z.array(text),
  sources: z.array(source),
  constats: z.array(finding),
  eprouve: z.boolean().describe('Vu rouge sur un défaut planté, avec ces sources et ces règles'),
  contre_preuves: z.array(z.strictObject({ defaut: text, regle: text })),
  fichiers: z.array(text).describe('Chemins des preuves du point'),
});

const scenario = z.strictObject({
  scenario: text,
  titre: text,
  exigence: text,
  enonce: text,
  profil: text,
  publication: text,
  publication_libelle: text,
  etapes: z.enum(['documentees', 'deduites']),
  joue: z.boolean(),
  instrumente: z.boolean().describe('Cette version sait le jouer'),
  verdict,
  cause: cause.optional(),
  message: text.optional(),
  points: z.array(point),
  preuves: z.array(
    z.strictObject({
      preuve: text.describe('N° preuve du REM'),
      types: z.array(text),
      reunie: z.boolean().describe('Une pièce d’un des types demandés est dans le dossier'),
      deposable: z.boolean().describe('Le REM ne demande qu’une démonstration d’écran'),
      relais: z
        .array(text)
        .optional()
        .describe('Plateformes qui ont répondu à travers un relais ; absent : services simulés'),
    }),
  ),
  video: z.enum(['presente', 'absente']),
  fichiers: z.array(text).describe('Preuves de tout le scénario'),
});

/** Content of `dossier.json`. The derived facts repeat what the attempt's log says; `verify` derives them again. */
export const dossierSchema = z.strictObject({
  version: z.literal(1),
  marque: z.literal('repetition'),
  mention: text.describe('Ce que valent des preuves faites sur bouchons'),
  tentative: z.strictObject({
    id: text,
    etat: z.enum(['conclue', 'interrompue']),
    ouverte: text,
    conclue: text.optional(),
    graine: text,
    nonce: text.optional(),
    evenements: digest.describe('SHA-256 de tentative/evenements.ndjson'),
  }),
  produit: z.strictObject({
    nom: text,
    version: text,
    editeur: text.optional(),
    empreinte: text.optional(),
    nil: text.optional(),
    nie: text.optional(),
  }),
  couloir: text,
  vague: z.number().int().optional().describe('Vague du Ségur ; absente : les deux'),
  rem: z
    .strictObject({
      classeur: text,
      empreinte: digest.describe('SHA-256 du classeur importé'),
      referentiel: digest.describe('SHA-256 de rem/referentiel.json'),
      correspondance: digest.describe('SHA-256 de rem/correspondance.yaml'),
      scenarios: count.describe('Scénarios du classeur'),
      confirmes: count.describe('Scénarios qu’une personne a reconnus dans le catalogue'),
      confirme_par: z.array(text).describe('Qui a confirmé, en quelle qualité, et quand'),
    })
    .optional()
    .describe('REM publié que la tentative suit, et dont le dossier prend la numérotation'),
  profils: z.array(text),
  pilote: text,
  plan: digest.describe('SHA-256 de plan.yaml'),
  probant: z.strictObject({
    version: text,
    catalogue: text,
    catalogue_version: text,
    regles: text.describe('SHA-256 du jeu de règles'),
    jeu: text.describe('Version du jeu de règles ; un + : changé depuis qu’elle a été fixée'),
    features: text,
    contre_preuve: text,
  }),
  environnement: z.strictObject({ node: text, plateforme: text, navigateur: text.optional() }),
  signataire: digest.optional().describe('SHA-256 du certificat qui doit signer'),
  comptes: z.strictObject({
    points: counts,
    scenarios: counts,
    exigences: counts,
    points_non_eprouves: count,
    scenarios_sans_video: count,
    scenarios_non_joues: count,
    scenarios_non_instrumentes: count,
    scenarios_deduits: count,
    preuves_attendues: count,
    preuves_reunies: count,
    preuves_deposables: count,
  }),
  exigences: z.array(
    z.strictObject({
      exigence: text,
      enonce: text,
      profil: text,
      publication: text,
      verdict,
      scenarios: z.array(text),
    }),
  ),
  scenarios: z.array(scenario),
  pieces_externes: z.array(
    z.strictObject({
      preuve: text,
      types: z.array(text),
      etat: z.enum(['fournie', 'attendue']),
      fichiers: z.array(text),
      reference: text.optional(),
      personne: text.optional(),
    }),
  ),
  tentatives: z
    .array(
      z.strictObject({
        id: text,
        ouverte: text,
        produit: text,
        version: text,
        couloir: text,
        etat: z.enum(['conclue', 'sans conclusion']),
        comptes: counts.optional(),
      }),
    )
    .describe('Toutes les tentatives du registre, jusqu’à celle-ci'),
  registres: z.strictObject({
    identites: z.array(
      z.strictObject({
        matricule: text,
        origin: z.enum(['publiee', 'generee', 'declaree']),
        scenario: text.optional(),
        reason: text.optional(),
      }),
    ),
    secrets: z.array(z.strictObject({ sha256: digest, label: text })).describe('Secrets d’essai, par empreinte'),
  }),
  avertissements: z.array(text),
});

/** The parsed `dossier.json`. */
export type DossierDocument = z.infer<typeof dossierSchema>;
/** A scenario of `dossier.json`. */
export type DossierScenario = DossierDocument['scenarios'][number];
/** A control point of `dossier.json`. */
export type DossierPoint = DossierScenario['points'][number];

/** JSON Schema (2020-12) of `dossier.json`. */
export function dossierJsonSchema(): unknown {
  return z.toJSONSchema(dossierSchema);
}
