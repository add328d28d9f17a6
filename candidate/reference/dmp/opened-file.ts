import type { ProducedFile } from '../documents/document-files.ts';
import type { OpenedDocument } from './consultation-service.ts';

/** A title as the name of a file. */
export function xmlName(title: string): string {
  return `${title.replaceAll(/[/\\:*?"<>|]/g, '-')}.xml`;
}

/** A document of the DMP as the browser saves it. */
export function dmpFile({ entry, bytes }: OpenedDocument): ProducedFile {
  return { nom: xmlName(entry.titre), typeMime: 'text/xml', contenu: bytes };
}
