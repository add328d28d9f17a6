import { isProbantError, type MimePart, readZip } from '../../core/index.ts';
import type { RuleInputs } from '../rule.ts';
import { type At, below, carriersOf, type Found, startsWith, unreadable } from './carriers.ts';
import { type Mail, mailsOf, ownParts } from './mails.ts';

/** Name of the archive (facts, MSS §5.1: `IHE_XDM.zip` is accepted too). */
const archiveName = /^IHE_XDM\.ZIP$/i;

/** Folder of a submission, and its description. */
const metadataPath = /^IHE_XDM\/([^/]+)\/METADATA\.XML$/i;

/** An IHE XDM archive that could be read. */
export interface Archive {
  /** By path, in the archive's order. */
  files: Map<string, Buffer>;
  /** Null for an archive that is a document. */
  mail: Mail | null;
  at: At;
}

/** A submission inside an archive: its folder with a final slash, and the path of its metadata. */
export interface Subset {
  folder: string;
  metadata: string;
}

/** Parts of a mail that are its IHE XDM archive. */
export function archiveParts(mail: Mail): MimePart[] {
  return ownParts(mail).filter(({ filename }) => archiveName.test(filename ?? ''));
}

/** The archives of the person's mails, and the documents that are one. One that is refused is a finding. */
export async function archivesOf(inputs: RuleInputs): Promise<Found<Archive>> {
  const mails = mailsOf(inputs);
  const found: Found<Archive> = { pieces: [], findings: mails.findings };
  const named = mails.pieces.flatMap((mail) =>
    archiveParts(mail).map((part) => ({ bytes: part.body, mail, at: below(mail.at, part.filename ?? '') })),
  );
  const documents = carriersOf(inputs).filter(({ bytes, exchange }) => exchange === null && startsWith(bytes, 'PK'));
  for (const { bytes, mail, at } of [...named, ...documents.map((carrier) => ({ ...carrier, mail: null }))]) {
    try {
      found.pieces.push({ files: await readZip(bytes), mail, at });
    } catch (thrown) {
      if (!isProbantError(thrown)) throw thrown;
      const code = `zip-${(thrown.details['motif'] ?? 'illisible').replaceAll('_', '-')}`;
      found.findings.push(unreadable({ code, where: at('archive'), expected: 'un ZIP lisible et sûr', thrown }));
    }
  }
  return found;
}

/** The submissions of an archive, in its order. */
export function subsetsOf({ files }: Archive): Subset[] {
  return [...files.keys()]
    .filter((path) => metadataPath.test(path))
    .map((metadata) => ({ metadata, folder: metadata.slice(0, metadata.lastIndexOf('/') + 1) }));
}
