import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isProbantError, messageOf } from '../../core/index.ts';
import { inclusionsOf, readTree } from '../../rules/schematron/index.ts';
import { manifestName, type PackFiles, unreadable } from './pack-files.ts';

/** Kinds of XML that a pack may judge. */
export const judged = ['cda', 'metadonnees', 'vihf'] as const;
export type Judged = (typeof judged)[number];

const oid = z.string().regex(/^\d+(\.\d+)+$/, 'un OID est attendu');
const kinds = z.array(z.enum(judged)).min(1);
const manifestSchema = z.strictObject({
  version: z.literal(1),
  nom: z.string().min(1).optional(),
  schemas: z
    .array(
      z.strictObject({
        fichier: z.string().min(1),
        sortes: kinds.default(['cda']),
        modeles: z.array(oid).optional(),
        phase: z.string().min(1).optional(),
      }),
    )
    .optional(),
  xsd: z.array(z.strictObject({ fichier: z.string().min(1), sortes: kinds.default(['cda']) })).default([]),
});

/** A schema of a pack that judges by itself, and what it judges. */
export interface Entry {
  language: 'schematron' | 'xsd';
  /** Its path in the pack. */
  file: string;
  kinds: readonly Judged[];
  /** Absent: the default one of the schema. */
  phase?: string | undefined;
  /**
   * Documents that it is for: all, those that have these `templateId`, or those of the models that it cites itself
   * (a volet of the ANS).
   */
  models: 'tous' | 'cites' | readonly string[];
}

/** What a pack holds. */
export interface Manifest {
  name: string;
  entries: readonly Entry[];
}

/**
 * What a pack says that it holds, in its `probant-pack.yaml`, or what its layout tells.
 *
 * @throws {@link ProbantError} `paquet_illisible`
 */
export async function readManifest(pack: PackFiles): Promise<Manifest> {
  const said = await saidBy(pack);
  const name = said?.nom ?? basename(pack.folder);
  const xsd = (said?.xsd ?? []).map(({ fichier, sortes }): Entry => {
    return { language: 'xsd', file: existing(pack, fichier), kinds: sortes, models: 'tous' };
  });
  const schemas = said?.schemas?.map(({ fichier, sortes, modeles, phase }): Entry => {
    const file = existing(pack, fichier);
    return { language: 'schematron', file, kinds: sortes, models: modeles ?? 'tous', phase };
  });
  const entries = [...xsd, ...(schemas ?? (await found(pack)))];
  if (entries.length === 0) throw unreadable(pack.folder, 'aucun schéma Schematron n’y a été trouvé');
  return { name, entries };
}

async function saidBy(pack: PackFiles): Promise<z.infer<typeof manifestSchema> | null> {
  if (!pack.files.has(manifestName)) return null;
  try {
    return manifestSchema.parse(parse((await pack.read(manifestName)).toString('utf8')));
  } catch (thrown) {
    const detail = thrown instanceof z.ZodError ? z.prettifyError(thrown) : messageOf(thrown);
    throw unreadable(pack.folder, `${manifestName} : ${detail.replaceAll('\n', ' ')}`);
  }
}

function existing(pack: PackFiles, file: string): string {
  const path = file.replace(/^\.\//, '');
  if (!pack.files.has(path)) throw unreadable(pack.folder, `${manifestName} nomme « ${file} », qui n’y est pas`);
  return path;
}

/** The layout of testContenuCDA (ANS): what holds for every CDA is in `profils`, a volet stands beside. */
const profile = /^(?:.*\/)?schematrons\/profils\/.*\.sch$/;
const volet = /^(?:.*\/)?schematrons\/CI-SIS_[^/]+\.sch$/;

async function found(pack: PackFiles): Promise<Entry[]> {
  const files = [...pack.files.keys()].filter((path) => path.endsWith('.sch'));
  const ans = files.some((path) => profile.test(path));
  const candidates = ans ? files.filter((path) => profile.test(path) || volet.test(path)) : files;
  const alone = await wholeSchemas(pack, candidates);
  return alone.map((file) => {
    return { language: 'schematron', file, kinds: ['cda'], models: ans && volet.test(file) ? 'cites' : 'tous' };
  });
}

/** Files whose root is a schema, and which no other includes. */
async function wholeSchemas(pack: PackFiles, files: readonly string[]): Promise<string[]> {
  const schemas: string[] = [];
  const included = new Set<string>();
  for (const file of files) {
    const read = await rootOf(pack, file);
    if (read.schema) schemas.push(file);
    for (const path of read.includes) included.add(path);
  }
  return schemas.filter((file) => !included.has(file));
}

async function rootOf(pack: PackFiles, file: string): Promise<{ schema: boolean; includes: string[] }> {
  try {
    const root = readTree(await pack.read(file), file);
    return { schema: root.local === 'schema', includes: inclusionsOf(root) };
  } catch (thrown) {
    if (!isProbantError(thrown)) throw thrown;
    // Its compilation will say why it does not look.
    return { schema: true, includes: [] };
  }
}
