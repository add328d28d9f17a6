import type { Template } from './documents.ts';
import type { Entry } from './manifest.ts';

/** OID under which the CI-SIS numbers its models of documents; the first is the minimal structure, that all have. */
const modelArc = '1.2.250.1.213.1.1.1.';
const minimal = `${modelArc}1`;

/** The models of documents among the OIDs that a schema cites. */
export function modelsAmong(templates: readonly string[]): string[] {
  return templates.filter((oid) => oid.startsWith(modelArc) && oid !== minimal);
}

/** A schema, and the models that it is for, once they are known. */
export interface Candidate {
  entry: Entry;
  models: readonly string[];
}

/** Why a schema does not look at a document (French), or null when it does. */
export function whyNot({ entry, models }: Candidate, templates: readonly Template[]): string | null {
  if (entry.models === 'tous') return null;
  if (models.length === 0)
    return 'rien n’y dit à quel modèle de document il s’applique (« modeles » de probant-pack.yaml)';
  const own = new Set(templates.map(({ root }) => root));
  const absent = models.filter((oid) => !own.has(oid));
  // The same words for all: reports then tell on one line the many volets that a document is not of.
  return absent.length === 0 ? null : 'le document n’est pas de son modèle (templateId)';
}

/**
 * Among volets of the same models, the one of the version that the document claims (`templateId/@extension`), otherwise the
 * latest. Gives those left aside, with the reason.
 */
export function olderVersions(
  candidates: readonly Candidate[],
  templates: readonly Template[],
): ReadonlyMap<Entry, string> {
  const aside = new Map<Entry, string>();
  const volets = candidates.filter(({ entry }) => entry.models === 'cites');
  for (const same of Object.values(Object.groupBy(volets, ({ models }) => [...models].sort().join(' ')))) {
    const kept = chosen(same ?? [], templates);
    for (const { entry } of same ?? []) {
      if (entry !== kept.entry)
        aside.set(entry, `une autre version du même volet est retenue : ${kept.entry.file} (${kept.why})`);
    }
  }
  return aside;
}

function chosen(volets: readonly Candidate[], templates: readonly Template[]): { entry: Entry; why: string } {
  const claimed = new Set(templates.map(({ extension }) => extension).filter((one) => one !== ''));
  const sorted = [...volets].sort((a, b) => versionOf(a).localeCompare(versionOf(b)));
  const exact = sorted.findLast((one) => claimed.has(versionOf(one)));
  const [last] = sorted.slice(-1) as [Candidate];
  return exact === undefined
    ? { entry: last.entry, why: 'la plus récente' }
    : { entry: exact.entry, why: 'celle du document' };
}

/** `2024.01` of `CI-SIS_BIO-CR-BIO_2024.01.sch`. */
function versionOf({ entry }: Candidate): string {
  return /_([\d.]+)\.sch$/.exec(entry.file)?.[1] ?? '';
}
