import type { VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';

/** Documents of the DMP that the file has already (CDA/DD.04). */
export class LocalCopies {
  readonly #cabinet: Cabinet;

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
  }

  /** What is answered to who asks for a document of the DMP: its copy in the file, where there is one. */
  asked(dossier: string, uniqueId: string): VerbResult<'demanderDocumentDmp'> {
    const { planted } = this.#cabinet;
    if (planted.has('doublon-dmp-toujours'))
      return { messages: ['Ce document est déjà au dossier.'], document: uniqueId };
    const copy = planted.has('doublon-dmp-ignore') ? null : this.#copy(dossier, uniqueId);
    if (copy === null)
      return { messages: ['Ce document n’est pas dans le dossier : il est lu dans le DMP.'], document: null };
    const told = `Ce document est déjà dans le dossier, sous le titre « ${copy.titre} » : voici sa copie locale.`;
    return { messages: planted.has('doublon-dmp-tu') ? [] : [told], document: copy.id };
  }

  /** Where a document of the file shows. */
  screen(dossier: string, document: string): string {
    const received = this.#cabinet.documents.received(dossier, document) !== undefined;
    return received
      ? `/patients/${dossier}/documents/voir?document=${document}`
      : `/patients/${dossier}/documents?document=${document}`;
  }

  #copy(dossier: string, uniqueId: string): { id: string; titre: string } | null {
    const { documents } = this.#cabinet;
    const received = documents.receivedOf(dossier).find((one) => one.etat === 'reçu' && one.uniqueId === uniqueId);
    return received ?? documents.of(dossier).find((one) => one.uniqueId === uniqueId) ?? null;
  }
}
