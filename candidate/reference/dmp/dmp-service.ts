import type { Cabinet } from '../cabinet.ts';
import type { MedicalDocument } from '../documents/document.ts';
import { frenchDay } from '../documents/instants.ts';
import { kinds } from '../documents/kinds.ts';
import { type Submission, updateStatus } from '../documents/metadata.ts';
import { isPhysician } from '../documents/organisation.ts';
import { insOf } from '../documents/subject.ts';
import type { ExchangeLine } from '../exchanges.ts';
import type { Act } from '../journals.ts';
import { type Patient, statusLabels } from '../model.ts';
import type { ClientIdentity } from '../services.ts';
import type { Existence, RegistryEntry } from './answers.ts';
import { DmpClient, type Target } from './dmp-client.ts';
import { statuses } from './messages.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { signedLot } from './signed-lot.ts';
import type { Mode } from './vihf.ts';
import { type Visibility, visibilityCodes } from './visibility.ts';
import { openWebPs, type WebPsPage } from './web-ps.ts';

/** What the DMP screen shows of a patient. */
export interface DmpView {
  messages: string[];
  etat: string;
  autorisation: string | null;
  entries: RegistryEntry[];
}

/** A document read in the DMP. */
export interface OpenedDocument {
  entry: RegistryEntry;
  bytes: Buffer;
}

const entryId = 'Document01';
const notAuthorised = 'L’autorisation n’a pas été enregistrée';

/** What the DMP calls an authorisation, in words (facts, DMP §4.1). */
const authorisations: Readonly<Record<string, string>> = {
  VALIDE: 'valide',
  EXPIRE: 'expirée',
  INTERDIT: 'refusée par le patient',
  NON_EXISTE: 'absente',
};

/** The DMP of the patients, as the screens use it. */
export class DmpService {
  readonly #cabinet: Cabinet;
  readonly #client: DmpClient | undefined;
  /** Last consultation of each file. */
  readonly #views = new Map<string, DmpView>();
  /** Ids of the documents that are in the DMP, by what is known here. */
  readonly #deposited = new Set<string>();

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
    const { dmp } = cabinet.services;
    if (dmp !== undefined) this.#client = new DmpClient(dmp, cabinet.files.organisation, cabinet.planted);
  }

  /** Why the DMP can't be reached for this file, whoever asks; null when it can. */
  unavailable(act: Act): string | null {
    const ready = this.#ready(act, { consultation: false });
    return ready.ok ? null : ready.texte;
  }

  /** Last consultation of the file, where there is one. */
  shown(dossier: string): DmpView | undefined {
    return this.#views.get(dossier);
  }

  /** Documents of a file that can be deposited, or were. */
  documents(dossier: string): Array<{ document: MedicalDocument; deposited: boolean }> {
    return this.#cabinet.documents
      .of(dossier)
      .map((document) => ({ document, deposited: this.#deposited.has(document.id) }))
      .filter(({ document, deposited }) => document.etat === 'validé' || deposited);
  }

  /** Existence, authorisation, then the documents where the authorisation lets see them (facts, DMP §8). */
  async consult(act: Act, former = false): Promise<DmpView> {
    const view = await this.#consultation(act, former);
    this.#views.set(act.patient.id, view);
    return view;
  }

  /** Declares the patient's authorisation: only on the user's own action (EX_0.3-1010). */
  async authorise(act: Act): Promise<string[]> {
    const ready = this.#ready(act, { consultation: true });
    if (!ready.ok) return [ready.texte];
    const existence = await this.#existing(ready.value, 'INDIRECTE_RENFORCEE');
    if (!existence.ok) return this.#said(notAuthorised, existence.texte);
    const outcome = await ready.value.client.authorise(ready.value.target);
    this.#views.delete(act.patient.id);
    if (!outcome.ok) return this.#said(notAuthorised, outcome.texte);
    this.#cabinet.journals.access(act, 'Autorisation d’accès au DMP', 'Consentement du patient déclaré');
    return ['Autorisation d’accès au DMP enregistrée.', ...(outcome.value === '' ? [] : [outcome.value])];
  }

  /** Deposits a validated document; a new version replaces the one that is there. */
  async deposit(act: Act, id: string, visibility: Visibility): Promise<string[]> {
    const document = this.#cabinet.documents.document(act.patient.id, id);
    const refusal = this.#depositRefusal(act, document, visibility);
    if (refusal !== null) return [refusal];
    const ready = this.#ready(act, { consultation: false });
    if (!ready.ok) return [ready.texte];
    const outcome = await this.#sendDocument(act, ready.value, { document, visibility });
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
    if (!opened.ok) return { titre: null, messages: this.#said('Le Web-PS ne s’est pas ouvert', opened.texte) };
    journals.access(act, 'Ouverture du Web-PS du DMP', page);
    return { titre: opened.value, messages: [`Web-PS ouvert : ${opened.value}.`] };
  }

  /** Deletes from the DMP a document that was deposited there (TD3.3c). */
  async remove(act: Act, id: string): Promise<string[]> {
    const document = this.#cabinet.documents.document(act.patient.id, id);
    if (!this.#deposited.has(document.id)) return ['Ce document n’est pas dans le DMP : il n’y a rien à en supprimer.'];
    const ready = this.#ready(act, { consultation: false });
    if (!ready.ok) return [ready.texte];
    const outcome = await this.#removal(act, ready.value, document);
    this.#note(act, 'suppression_dmp', { document, outcome, success: 'document supprimé' });
    if (!outcome.ok) return this.#said('Le document n’a pas été supprimé du DMP', outcome.texte);
    this.#deposited.delete(document.id);
    document.partages.push(`supprimé du DMP le ${frenchDay(new Date())}`);
    return ['Document supprimé du DMP.'];
  }

  /** Reads a document of the last consultation (TD3.2). */
  async open(act: Act, uniqueId: string): Promise<Outcome<OpenedDocument>> {
    const entry = this.#views.get(act.patient.id)?.entries.find((one) => one.uniqueId === uniqueId);
    if (entry === undefined) return refused('Ce document n’est pas dans la liste : ouvrez d’abord le DMP du patient.');
    const ready = this.#ready(act, { consultation: true });
    if (!ready.ok) return ready;
    const existence = await this.#existing(ready.value, 'INDIRECTE_RENFORCEE');
    if (!existence.ok) return refused(`Le document n’a pas pu être ouvert : ${existence.texte}`);
    const asked = this.#cabinet.planted.has('dmp-lecture-par-entry-uuid') ? entry.entryUuid : uniqueId;
    const read = await ready.value.client.retrieve(ready.value.target, asked);
    if (!read.ok) return refused(`Le document n’a pas pu être ouvert : ${read.texte}`);
    this.#cabinet.journals.access(act, 'Lecture d’un document du DMP', entry.titre);
    return done({ entry, bytes: read.value });
  }

  close(): void {
    this.#client?.close();
  }

  async #consultation(act: Act, former: boolean): Promise<DmpView> {
    const ready = this.#ready(act, { consultation: true });
    if (!ready.ok) return { messages: [ready.texte], etat: 'non consulté', autorisation: null, entries: [] };
    const existence = await ready.value.client.existence(ready.value.target, 'INDIRECTE_RENFORCEE');
    if (!existence.ok) {
      const messages = this.#said('Le DMP n’a pas pu être consulté', existence.texte);
      return { messages, etat: 'inconnu', autorisation: null, entries: [] };
    }
    return this.#found(act, ready.value, { existence: existence.value, former });
  }

  async #found(
    act: Act,
    { client, target }: Ready,
    { existence, former }: { existence: Existence; former: boolean },
  ): Promise<DmpView> {
    const { planted, journals } = this.#cabinet;
    const { etat, autorisation } = existence;
    const label = autorisation === null ? null : (authorisations[autorisation] ?? autorisation);
    const shown = planted.has('dmp-autorisation-non-affichee') ? null : label;
    const view = { etat: planted.has('dmp-etat-non-affiche') ? '' : etat, autorisation: shown, entries: [] };
    const automatic = planted.has('dmp-autorisation-automatique') && autorisation === 'NON_EXISTE';
    if (automatic) await client.authorise(target);
    const blocked = blockingReason(existence);
    const open = blocked === null || automatic || planted.has('dmp-consultation-sans-autorisation');
    if (!open) return { ...view, messages: [blocked] };
    const found = await client.find(target, former);
    if (!found.ok) return { ...view, messages: this.#said('Les documents du DMP n’ont pas pu être lus', found.texte) };
    journals.access(act, 'Consultation du DMP', `${found.value.length} document(s)`);
    return { ...view, messages: [], entries: found.value };
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
    const existence = await this.#existing(ready, 'INDIRECTE');
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
      return this.#said('Le document n’a pas été déposé', outcome.texte);
    }
    this.#deposited.add(document.id);
    document.partages.push(`DMP le ${frenchDay(new Date())}`);
    return ['Document déposé dans le DMP.'];
  }

  async #removal(act: Act, ready: Ready, document: MedicalDocument): Promise<Outcome<null>> {
    const { planted, files, documents } = this.#cabinet;
    if (planted.has('dmp-suppression-non-envoyee')) return done(null);
    const existence = await this.#existing(ready, 'INDIRECTE');
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

  /** Existence test before any act; only an open DMP goes on (facts, DMP §8, rule 1). */
  async #existing({ client, target }: Ready, mode: Mode): Promise<Outcome<null>> {
    const { planted } = this.#cabinet;
    if (planted.has('dmp-sans-test-existence')) return done(null);
    const existence = await client.existence(target, mode);
    if (!existence.ok) return existence;
    const { etat } = existence.value;
    if (etat === 'actif' || planted.has('dmp-acte-malgre-fermeture')) return done(null);
    return refused(etat === 'fermé' ? 'le DMP de ce patient est fermé.' : 'ce patient n’a pas de DMP.');
  }

  /** What a call needs, or why it can't be made. */
  #ready(act: Act, { consultation }: { consultation: boolean }): Outcome<Ready> {
    const { planted } = this.#cabinet;
    const { patient, user } = act;
    const { dmp } = this.#cabinet.services;
    if (this.#client === undefined || dmp === undefined) return refused('Le DMP n’est pas paramétré dans ce logiciel.');
    if (consultation && !isPhysician(user)) {
      return refused(`Consultation impossible : ${user.nom} n’est pas le professionnel que le patient autorise.`);
    }
    const ins = insOf({ patient, planted });
    if (ins === null) return refused(notQualified(patient));
    return done({ client: this.#client, seal: dmp.sign, target: { ins, signedIn: this.#cabinet.signedIn(user) } });
  }

  /** The service's own words are shown with ours (EX_GEN-1140). */
  #said(what: string, texte: string): string[] {
    const { planted } = this.#cabinet;
    if (planted.has('dmp-erreur-muette')) return [];
    return [planted.has('dmp-erreur-generique') ? 'Une erreur est survenue.' : `${what} : ${texte}`];
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

function notQualified({ statut }: Patient): string {
  return `DMP inaccessible : l’identité est ${statusLabels[statut]}, elle doit être qualifiée.`;
}

interface Ready {
  client: DmpClient;
  /** Signs the lots. */
  seal: ClientIdentity;
  target: Target;
}

function blockingReason({ etat, autorisation }: Existence): string | null {
  if (etat === 'inexistant') return 'Ce patient n’a pas de DMP.';
  if (etat === 'fermé') return 'Le DMP de ce patient est fermé.';
  if (autorisation === 'VALIDE') return null;
  if (autorisation === 'INTERDIT') return 'Le patient vous a interdit l’accès à son DMP.';
  const state = autorisation === 'EXPIRE' ? 'a expiré' : 'est absente';
  return `Votre autorisation d’accès au DMP ${state} : recueillez le consentement du patient, puis déclarez-la.`;
}
