import type { Attribut, Saisie } from '../contract/index.ts';
import { CabinetError } from './cabinet-error.ts';
import { CallTraces } from './call-traces.ts';
import type { DefectSet } from './defects.ts';
import { DirectoryService } from './directory/directory-service.ts';
import { type DmpParts, partsOf } from './dmp/parts.ts';
import { DocumentFiles } from './documents/document-files.ts';
import { DocumentService } from './documents/document-service.ts';
import { organisationOf } from './documents/organisation.ts';
import { Exchanges } from './exchanges.ts';
import { Hl7Service } from './hl7/hl7-service.ts';
import { IdentityService, type SaveResult } from './identity-service.ts';
import { type InsiAccess, InsiClient } from './insi-client.ts';
import { InsiService } from './insi-service.ts';
import { type Act, Journals } from './journals.ts';
import { type Letter, writeLetter } from './letter.ts';
import { complementaryTraits, labelOf, type Patient, type User } from './model.ts';
import type { Module } from './module.ts';
import { type Couloir, modulesOf } from './modules.ts';
import { SynthesisReminders } from './practice/synthesis-reminders.ts';
import { SignIns } from './psc/sign-ins.ts';
import { Refusals } from './refusals.ts';
import type { Menus } from './screens/layout.ts';
import { SearchService } from './search-service.ts';
import type { Services } from './services.ts';
import { Settings } from './settings.ts';
import { Store } from './store.ts';
import { Views } from './views.ts';

/** What a Cabinet is beside its access to INSi. */
export interface CabinetOptions {
  /** SONS lane, which chooses the modules. */
  couloir?: Couloir;
  services?: Services;
}

/** The whole business of Cabinet Témoin; the screens and the adapter are two faces of it. */
export class Cabinet {
  readonly couloir: Couloir;
  readonly identities: IdentityService;
  readonly insi: InsiService;
  readonly search: SearchService;
  readonly journals: Journals;
  readonly views: Views;
  readonly settings = new Settings();
  readonly exchanges = new Exchanges();
  readonly refusals = new Refusals();
  readonly services: Services;
  readonly signIns: SignIns;
  readonly traces: CallTraces;
  readonly documents: DocumentService;
  readonly files: DocumentFiles;
  readonly directory: DirectoryService;
  readonly dmp: DmpParts;
  readonly reminders: SynthesisReminders;
  readonly hl7: Hl7Service;
  readonly planted: DefectSet;
  readonly modules: readonly Module[];
  /** What the modules add to the menus. */
  readonly menus: Menus;
  readonly #store = new Store();
  readonly #client: InsiClient;
  readonly #signIns = new Map<string, Date>();

  constructor(access: InsiAccess, planted: DefectSet, { couloir = 'MDV-LGC', services = {} }: CabinetOptions = {}) {
    this.couloir = couloir;
    this.planted = planted;
    this.services = services;
    this.signIns = new SignIns(services.psc, planted);
    this.traces = new CallTraces(planted);
    this.#client = new InsiClient(
      {
        ...access,
        ...(services.dmp === undefined ? {} : { autre: services.dmp }),
        ...(services.psc === undefined ? {} : { psc: services.psc }),
      },
      planted,
    );
    this.journals = new Journals(this.#store, planted);
    this.identities = new IdentityService(this.#store, this.journals, { planted, settings: this.settings });
    this.insi = new InsiService(this.#client, this.journals, { planted, traces: this.traces });
    this.search = new SearchService(this.#store, planted);
    this.views = new Views(this.journals, planted);
    this.documents = new DocumentService(this.journals, planted);
    this.directory = new DirectoryService(this);
    this.files = new DocumentFiles({
      documents: this.documents,
      organisation: organisationOf(services, couloir),
      settings: this.settings,
      hasLeft: (rpps) => this.directory.hasLeft(rpps),
      planted,
    });
    this.dmp = partsOf(this);
    this.reminders = new SynthesisReminders({ documents: this.documents, settings: this.settings, planted });
    this.hl7 = new Hl7Service({
      access: services.hl7,
      couloir,
      store: this.#store,
      journals: this.journals,
      planted,
      received: (patient) => this.insi.forget(patient),
    });
    this.modules = modulesOf(this);
    this.menus = {
      tabs: this.modules.flatMap(({ tabs }) => tabs ?? []),
      menu: this.modules.flatMap(({ menu }) => menu ?? []),
    };
  }

  patients(): Patient[] {
    return this.#store.patients();
  }

  /** @throws {@link CabinetError} `dossier_inconnu` */
  patient(id: string): Patient {
    const record = this.#store.find(id);
    if (record === undefined) throw new CabinetError('dossier_inconnu', `Le dossier « ${id} » n’existe pas.`);
    return record.patient;
  }

  /** The latest files, the newest first. */
  latest(): Patient[] {
    return this.#store.patients().slice(-12).reverse();
  }

  /** Signs the user of a profile in. */
  user(profil: string): User {
    return this.signIn(this.signIns.accounts.find(profil));
  }

  /** Notes that a user has signed in. @throws {@link CabinetError} when there is no such account */
  signIn(user: User | undefined): User {
    if (user === undefined) throw new CabinetError('requete_invalide', 'Ce compte n’existe pas.');
    this.#signIns.set(user.compte, new Date());
    return user;
  }

  /** When a user last signed in: what the national services are told. */
  signedIn(user: User): Date {
    return this.#signIns.get(user.compte) ?? new Date();
  }

  /** The optional fields that the practice chose to show in the banner (INS/va1.36, règle 3). */
  chosenFields({ traits }: Patient): Array<{ champ: string; label: string; valeur: string | null }> {
    if (this.planted.has('champs-ecran-ignores')) return [];
    const chosen = this.settings.get('champs_ecran').split(',');
    return complementaryTraits
      .filter((name) => chosen.includes(name))
      .map((champ) => ({ champ, label: labelOf(champ), valeur: traits[champ] }));
  }

  /** Changes traits; an INSi answer that waited for a decision is then out of date. */
  modify(act: Act, saisie: Saisie): SaveResult {
    const result = this.identities.modify(act, saisie);
    if (result.patient !== null) this.insi.forget(act.patient);
    return result;
  }

  /** Marks an identity; the same holds. */
  addAttribute(act: Act, attribut: Attribut): string[] {
    this.insi.forget(act.patient);
    return this.identities.addAttribute(act, attribut);
  }

  /** Writes the letter to be transmitted, and notes that it was. */
  letter(act: Act): Letter {
    this.journals.access(act, 'Production d’un courrier', `Identité ${act.patient.statut}`);
    const added = this.settings.get('traits_edition').split(',');
    return writeLetter(act.patient, act.user, { planted: this.planted, added });
  }

  close(): void {
    this.hl7.close();
    for (const module of this.modules) module.close?.();
    this.directory.close();
    this.#client.close();
  }
}
