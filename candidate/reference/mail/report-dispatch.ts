import type { Cabinet } from '../cabinet.ts';
import type { MedicalDocument } from '../documents/document.ts';
import type { Act } from '../journals.ts';
import type { Outbox } from './outbox.ts';

/** Sends reports to their correspondents, and tells them when one is deleted. */
export class ReportDispatch {
  readonly #cabinet: Cabinet;
  readonly #outbox: Outbox;

  constructor(cabinet: Cabinet, outbox: Outbox) {
    this.#cabinet = cabinet;
    this.#outbox = outbox;
  }

  /** Sends a report that has just been validated to each of its correspondents (MSS/va1.21, va1.29). */
  async afterValidation(act: Act, document: MedicalDocument): Promise<string[]> {
    const { compteRendu } = document;
    const { settings, planted } = this.#cabinet;
    if (compteRendu === undefined || planted.has('cr-envoi-automatique-absent')) return [];
    const chosen = settings.get('envoi_automatique_correspondants') === 'oui';
    if (!chosen && !planted.has('cr-envoi-automatique-non-regle')) return [];
    // Nobody pressed a button: each message leaves from the mailbox of the application (ECO 2.2.5).
    const bal = planted.has('cr-envoi-boite-personnelle') ? 'PER' : 'APP';
    const addresses = document.destinataires.map(({ mssante }) => mssante);
    const kept = planted.has('cr-envoi-demandeur-seul') ? addresses.slice(0, 1) : addresses;
    const told = await this.#each(kept, (address) =>
      this.#outbox.document(act, document.id, { bal, recipients: [address] }),
    );
    return told.map((message) => `Envoi automatique : ${message}`);
  }

  /** Sends the standard message to whom a deleted report was sent (MSS/va1.30, va1.37). */
  async warn(act: Act, id: string): Promise<string[]> {
    const { documents, settings, planted } = this.#cabinet;
    const document = documents.document(act.patient.id, id);
    if (document.etat !== 'supprimé') return ['Ce document n’est pas supprimé : il n’y a rien à annoncer.'];
    const shared = document.partages.join(' ');
    const all = document.destinataires.map(({ mssante }) => mssante);
    const reached = all.filter((address) => shared.includes(address));
    if (reached.length === 0) return ['Ce document n’a été envoyé à personne.'];
    const texte = planted.has('cr-suppression-texte-libre')
      ? 'Bonjour.'
      : `${settings.get('message_suppression')} « ${document.titre} ».`;
    if (planted.has('cr-suppression-tue')) return reached.map((address) => `Message envoyé à ${address}.`);
    const kept = planted.has('cr-suppression-un-seul') ? reached.slice(0, 1) : reached;
    return this.#each(kept, (address) => this.#message(act, address, texte));
  }

  #message({ user }: Act, address: string, texte: string): Promise<string[]> {
    const message = { bal: 'APP', objet: 'Document supprimé', texte } as const;
    const none = { accuseReception: false, accuseLecture: false };
    return this.#outbox.free(user, { ...message, ...none, destinataires: [address] }, null);
  }

  // One after the other: each is a message of its own, that one correspondent alone sees.
  async #each(addresses: readonly string[], send: (address: string) => Promise<string[]>): Promise<string[]> {
    const told: string[] = [];
    for (const address of addresses) told.push(...(await send(address)));
    return told;
  }
}
