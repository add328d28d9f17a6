import type { AnnuaireControl } from './annuaire/index.ts';
import type { DmpControl } from './dmp/index.ts';
import type { FaultControl } from './faults/index.ts';
import type { Hl7Control } from './hl7/index.ts';
import type { InsiControl } from './insi/index.ts';
import type { MssControl } from './mss/index.ts';
import type { RevocationControl } from './pki/index.ts';
import type { PscControl } from './psc/index.ts';

/** What prepares the answers of the mocked services, and what the outside world does to the product. */
export interface BenchControls {
  insi: InsiControl;
  dmp: DmpControl;
  mss: MssControl;
  psc: PscControl;
  annuaire: AnnuaireControl;
  igc: RevocationControl;
  hl7: Hl7Control;
  pannes: FaultControl;
}

/** Controls by which whatever is prepared belongs to a scenario: several are played at the same time. */
export function ownedControls(
  { insi, dmp, mss, psc, annuaire, igc, hl7, pannes }: BenchControls,
  owner: () => string,
): BenchControls {
  return {
    insi: {
      program: (entry) => insi.program({ ...entry, owner: owner() }),
      reset: () => insi.reset(owner()),
    },
    dmp: {
      declare: (patient) => dmp.declare({ ...patient, owner: owner() }),
      declareProfessional: (professional) => dmp.declareProfessional({ ...professional, owner: owner() }),
      patient: (matricule) => dmp.patient(matricule),
      deposit: (document) => dmp.deposit(document),
      documents: (matricule) => dmp.documents(matricule),
      authorisation: (matricule, professional) => dmp.authorisation(matricule, professional),
      visits: (matricule) => dmp.visits(matricule),
      reset: () => dmp.reset(owner()),
    },
    mss: {
      declareMailbox: (mailbox) => mss.declareMailbox({ ...mailbox, owner: owner() }),
      deliver: (address, raw) => mss.deliver(address, raw, { owner: owner() }),
      inbox: (address) => mss.inbox(address),
      patientReplies: (reply) => mss.patientReplies({ ...reply, owner: owner() }),
      report: (request) => mss.report({ ...request, owner: owner() }),
      fault: (fault) => mss.fault({ ...fault, owner: owner() }),
      faultListener: (kind, options) => mss.faultListener(kind, { ...options, owner: owner() }),
      cut: (address) => mss.cut(address),
      reset: () => mss.reset(owner()),
    },
    psc: {
      publish: (persona) => psc.publish(persona, owner()),
      program: (behaviour) => psc.program({ ...behaviour, owner: owner() }),
      ciba: (subject, outcome) => psc.ciba(subject, outcome, owner()),
      pendingCiba: (subject) => psc.pendingCiba(subject),
      revoke: (subject) => psc.revoke(subject),
      expireTokens: (subject) => psc.expireTokens(subject),
      rotateKeys: (former) => psc.rotateKeys(former),
      logoutNotices: () => psc.logoutNotices(),
      reset: () => psc.reset(owner()),
    },
    annuaire: {
      publish: (professionals) => annuaire.publish(professionals, owner()),
      publishStructures: (structures) => annuaire.publishStructures(structures, owner()),
      publishMailboxes: (holder, mailboxes) => annuaire.publishMailboxes(holder, mailboxes, owner()),
      deactivate: (identifier) => annuaire.deactivate(identifier, owner()),
      delete: (identifier) => annuaire.delete(identifier, owner()),
      apiKeys: (keys) => annuaire.apiKeys(keys, owner()),
      configureApi: (settings) => annuaire.configureApi(settings, owner()),
      reset: () => annuaire.reset(owner()),
    },
    igc: {
      crl: (state) => igc.crl({ ...state, owner: owner() }),
      ocsp: (state) => igc.ocsp({ ...state, owner: owner() }),
      revoke: (request) => igc.revoke({ ...request, owner: owner() }),
      reset: () => igc.reset(owner()),
    },
    hl7: {
      program: (entry) => hl7.program({ ...entry, owner: owner() }),
      send: (sending) => hl7.send(sending),
      received: (cle) => hl7.received(cle),
      reset: () => hl7.reset(owner()),
    },
    pannes: {
      set: (fault) => pannes.set({ ...fault, owner: owner() }),
      list: () => pannes.list(),
      withdraw: (id) => pannes.withdraw(id),
      reset: () => pannes.reset(owner()),
    },
  };
}

const nothing = (): undefined => undefined;

/** Controls without effect: on replay nothing is live, and what the services answered is already recorded. */
export const idleControls: BenchControls = {
  insi: { program: nothing, reset: nothing },
  dmp: {
    declare: nothing,
    declareProfessional: nothing,
    patient: nothing,
    deposit: () => '',
    documents: () => [],
    authorisation: nothing,
    visits: () => [],
    reset: nothing,
  },
  mss: {
    declareMailbox: nothing,
    deliver: () => ({ sent: true }),
    inbox: () => [],
    patientReplies: () => ({ sent: true }),
    report: () => Promise.resolve({ sent: true }),
    fault: nothing,
    faultListener: (kind, { protocol = 'smtp' } = {}) =>
      Promise.resolve({ kind, protocol, port: 0, stop: () => Promise.resolve() }),
    cut: () => 0,
    reset: nothing,
  },
  psc: {
    publish: nothing,
    program: nothing,
    ciba: nothing,
    pendingCiba: () => [],
    revoke: nothing,
    expireTokens: nothing,
    rotateKeys: () => Promise.resolve(),
    logoutNotices: () => [],
    reset: nothing,
  },
  annuaire: {
    publish: nothing,
    publishStructures: nothing,
    publishMailboxes: () => true,
    deactivate: () => true,
    delete: () => true,
    apiKeys: nothing,
    configureApi: nothing,
    reset: nothing,
  },
  igc: { crl: nothing, ocsp: nothing, revoke: () => true, reset: nothing },
  hl7: {
    program: nothing,
    send: () => Promise.resolve({ sent: true, message: '' }),
    received: () => [],
    reset: nothing,
  },
  pannes: { set: () => Promise.resolve(''), list: () => [], withdraw: () => false, reset: nothing },
};
