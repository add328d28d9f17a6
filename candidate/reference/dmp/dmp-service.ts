import type { Cabinet } from '../cabinet.ts';
import type { MedicalDocument } from '../documents/document.ts';
import { frenchDay } from '../documents/instants.ts';
import { kinds } from '../documents/kinds.ts';
import { type Submission, updateStatus } from '../documents/metadata.ts';
import { insOf } from '../documents/subject.ts';
import type { ExchangeLine } from '../exchanges.ts';
import type { Act } from '../journals.ts';
import { type DmpGate, notQualified, type Ready } from './dmp-gate.ts';
import { statuses } from './messages.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Pace } from './pace.ts';
import { signedLot } from './signed-lot.ts';
import { type Visibility, visibilityCodes } from './visibility.ts';
import { openWebPs, type WebPsPage } from './web-ps.ts';

const entryId = 'Document01';

/** What the practice feeds into the DMP, and takes out of it. */
export class DmpService {
  readonly #cabinet: Cabinet;
  readonly #gate: DmpGate;
  /** Ids of the documents that are in the DMP, by what is known here. */
  readonly #deposited = new Set<string>();

  constructor(cabinet: Cabinet, gate: DmpGate) {
    this.#cabinet = cabinet;
    this.#gate = gate;
  }

  /** Documents of a file that can be deposited, or were. */
  documents(dossier: string): Array<{ document: MedicalDocument; deposited: boolean }> {
    return this.#cabinet.documents
      .of(dossier)
      .map((document) => ({ document, deposited: this.#deposited.has(document.id) }))
      .filter(({ document, deposited }) => document.etat === 'validé' || deposited);
  }

  /** True for a document that is in the DMP, by what is known here. */
  holds({ id }: MedicalDocument): boolean {
    return this.#deposited.has(id);
  }

  /** Forgets that a document is in the DMP: only a planted defect sends one again. */
  forget({ id }: MedicalDocument): void {
    this.#deposited.delete(id);
  }

  /** Deposits a validated document; a new version replaces the one that is there. */
  async deposit(act: Act, id: string, { pace, ...visibility }: Visibility & { pace?: Pace }): Promise<string[]> {
    const document = this.#cabinet.documents.document(act.patient.id, id);
    const refusal = this.#depositRefusal(act, document, visibility);
    if (refusal !== null) return [refusal];
    const ready = this.#gate.ready(act, { consultation: false, traced: 'Dépôt' });
    if (!ready.ok) return [ready.texte];
    const target = pace === undefined ? ready.value.target : { ...ready.value.target, pace };
    const outcome = await this.#sendDocument(act, { ...ready.value, target }, { document, visibility });
    return this.#depositMessages(act, document, outcome);
  }

  /** Deposits a report that has just been validated, unless it is kept back (DMP/va1.12, va1.13, va1.22). */
  async afterValidation(act: Act, document: MedicalDocument): Promise<string[]> {
    const { settings, planted } = this.#cabinet;
    const { compteRendu } = document;
    if (compteRendu === undefined || planted.has('cr-depot-automatique-absent')) return [];
    if (settings.get('depot_automatique_dmp') !== 'oui') return [];
    const told = await this.deposit(act, document.id, compteRendu.diffusion);
    return told.map((message) => `Dépôt automatique au DMP : ${message}`);
  }

  /** Opens the Web-PS at the patient's page (TD0.9), and gives the title of what opened. */
  async openWebPs(act: Act, page: WebPsPage): Promise<{ titre: string | null; messages: string[] }> {
    const { planted, services, journals } = this.#cabinet;
    const { webPs } = services;
    const { patient } = act;
    const ins = insOf({ patient, planted });
    if (ins === null) return { titre: null, messages: [notQualified(patient)] };
    if (webPs === undefined) return { titre: null, messages: ['L’accès Web-PS n’est pas paramétré dans ce logiciel.'] };
    if (planted.has('web-ps-non-ouvert')) return { titre: null, messages: ['Le DMP s’ouvre dans le navigateur.'] };
    const opened = await openWebPs(webPs, { page, ins }, planted);
    if (!opened.ok) return { titre: null, messages: this.#gate.said('Le Web-PS ne s’est pas ouvert', opened.texte) };
    journals.access(act, 'Ouverture du Web-PS du DMP', page);
    return { titre: opened.value, messages: [`Web-PS ouvert : ${opened.value}.`] };
  }

  /** Deletes from the DMP a document that was deposited there (TD3.3c). */
  async remove(act: Act, id: string): Promise<string[]> {
    const document = this.#cabinet.documents.document(act.patient.id, id);
    if (!this.#deposited.has(document.id)) return ['Ce document n’est pas dans le DMP : il n’y a rien à en supprimer.'];
    const ready = this.#gate.ready(act, { consultation: false, traced: 'Suppression' });
    if (!ready.ok) return [ready.texte];
    const outcome = await this.#removal(act, ready.value, document);
    this.#note(act, 'suppression_dmp', { document, outcome, success: 'document supprimé' });
    if (!outcome.ok) return this.#gate.said('Le document n’a pas été supprimé du DMP', outcome.texte);
    this.#deposited.delete(document.id);
    document.partages.push(`supprimé du DMP le ${frenchDay(new Date())}`);
    return ['Document supprimé du DMP.'];
  }

  #depositRefusal({ patient }: Act, document: MedicalDocument, visibility: Visibility): string | null {
    const { planted, refusals } = this.#cabinet;
    if (refusals.has(patient.id, 'dmp') && !planted.has('dmp-depot-malgre-refus')) {
      return 'Dépôt impossible : le patient a refusé l’alimentation de son DMP.';
    }
    if (document.compteRendu?.diffusion.bloquerDmp === true && !planted.has('cr-blocage-dmp-ignore')) {
      return 'Dépôt bloqué : ce compte rendu ne doit pas aller au DMP.';
    }
    if (document.etat !== 'validé') return `Dépôt impossible : le document est au statut « ${document.etat} ».`;
    // EX_GEN-1060: what has not changed is not sent again.
    if (this.#deposited.has(document.id)) return 'Ce document est déjà dans le DMP.';
    // EX_2.1-1050: the DMP does not take both (cumul-invisible_patient-masque_ps = false).
    const both = visibility.masquePs && visibility.invisiblePatient;
    return both && !planted.has('dmp-cumul-permis')
      ? 'Dépôt impossible : un document ne peut pas être à la fois masqué aux professionnels et invisible au patient.'
      : null;
  }

  async #sendDocument(
    act: Act,
    ready: Ready,
    { document, visibility }: { document: MedicalDocument; visibility: Visibility },
  ): Promise<Outcome<null>> {
    const { planted, files } = this.#cabinet;
    const existence = await this.#gate.existing(ready, 'INDIRECTE');
    if (!existence.ok) return existence;
    const replaced = await this.#replacedEntry(ready, document);
    if (!replaced.ok) return replaced;
    const bytes = await files.cdaOf(document, act.patient);
    const replaces = planted.has('dmp-remplacement-nouveau') ? undefined : replaced.value;
    const submission: Submission = {
      at: new Date(),
      entry: entryId,
      visibility: visibilityCodes(visibility, planted),
      ...(replaces === undefined ? {} : { replaces }),
    };
    const lot = signedLot(files.sourceOf(document, act.patient), bytes, { submission, seal: ready.seal });
    const first = !this.documents(act.patient.id).some(({ deposited }) => deposited);
    if (first && planted.has('dmp-depot-demande-autorisation')) await ready.client.authorise(ready.target);
    if (planted.has('dmp-depot-double')) await ready.client.deposit(ready.target, lot);
    return ready.client.deposit(ready.target, lot);
  }

  /** The entry that a new version replaces: its id changes, so that it is asked each time (TD3.1b). */
  async #replacedEntry(ready: Ready, document: MedicalDocument): Promise<Outcome<string | undefined>> {
    const former = this.#formerDeposit(document);
    if (former === undefined) return done(undefined);
    if (this.#cabinet.planted.has('dmp-remplacement-par-oid')) return done(`urn:oid:${former.uniqueId}`);
    const found = await ready.client.references(ready.target, former.uniqueId);
    if (!found.ok) return found;
    return done(found.value.find(({ status }) => status === statuses.approved)?.entryUuid);
  }

  #formerDeposit(document: MedicalDocument): MedicalDocument | undefined {
    const former = this.#cabinet.documents.replacedBy(document);
    if (former === undefined || this.#deposited.has(former.id)) return former;
    return this.#formerDeposit(former);
  }

  #depositMessages(act: Act, document: MedicalDocument, outcome: Outcome<null>): string[] {
    const { planted } = this.#cabinet;
    this.#note(act, 'depot_dmp', { document, outcome, success: 'document déposé' });
    if (!outcome.ok && !planted.has('dmp-succes-annonce')) {
      return this.#gate.said('Le document n’a pas été déposé', outcome.texte);
    }
    this.#deposited.add(document.id);
    document.partages.push(`DMP le ${frenchDay(new Date())}`);
    return ['Document déposé dans le DMP.'];
  }

  async #removal(act: Act, ready: Ready, document: MedicalDocument): Promise<Outcome<null>> {
    const { planted, files, documents } = this.#cabinet;
    if (planted.has('dmp-suppression-non-envoyee')) return done(null);
    const existence = await this.#gate.existing(ready, 'INDIRECTE');
    if (!existence.ok) return existence;
    const others = documents.of(act.patient.id).filter((one) => one !== document && this.#deposited.has(one.id));
    const named = planted.has('dmp-suppression-autre-document') ? (others[0] ?? document) : document;
    const found = await ready.client.references(ready.target, named.uniqueId);
    if (!found.ok) return found;
    const open: readonly string[] = [statuses.approved, statuses.archived];
    const entry = found.value.find(({ status }) => named !== document || open.includes(status));
    if (entry === undefined) return refused('ce document n’y est plus en vigueur.');
    const change = {
      entry: planted.has('dmp-suppression-par-oid') ? `urn:oid:${named.uniqueId}` : entry.entryUuid,
      from: named === document ? entry.status : statuses.approved,
      to: planted.has('dmp-suppression-archive') ? statuses.archived : statuses.deleted,
      at: new Date(),
    };
    return ready.client.update(ready.target, updateStatus(files.sourceOf(document, act.patient), change));
  }

  #note(
    { patient, user }: Act,
    kind: ExchangeLine['kind'],
    { document, outcome, success }: { document: MedicalDocument; outcome: Outcome<null>; success: string },
  ): void {
    if (this.#cabinet.planted.has('dmp-journal-absent')) return;
    this.#cabinet.exchanges.add({
      auteur: user.nom,
      dossier: patient.id,
      kind,
      partenaire: 'DMP',
      objet: `${kinds[document.type].label} « ${document.titre} », version ${document.version}`,
      reussi: outcome.ok,
      reponse: outcome.ok ? success : outcome.texte,
      ins: true,
    });
  }
}
