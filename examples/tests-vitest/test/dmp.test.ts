import { colleagueDocument } from 'probant/mocks/dmp';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Appelant, Dmp, oidUnique } from '../src/dmp.ts';
import { adresses, dmp, pannes, patient, servir } from './services.ts';

servir();

const medecin: Appelant = {
  professionnel: '899900000017',
  structure: '1630000018',
  nom: 'TÉMOIN Alix',
  mode: 'INDIRECTE_RENFORCEE',
};
const lecture = new Dmp(adresses.dmp, patient, medecin);
const depot = new Dmp(adresses.dmp, patient, { ...medecin, mode: 'INDIRECTE' });

const uniqueId = oidUnique();
const cda =
  `<ClinicalDocument xmlns="urn:hl7-org:v3"><id root="${uniqueId}"/><recordTarget><patientRole>` +
  `<id root="${patient.oid}" extension="${patient.matricule}${patient.cle}"/><patient><name>` +
  `<family qualifier="BR">${patient.nomNaissance}</family></name></patient></patientRole></recordTarget></ClinicalDocument>`;
const piece = { uniqueId, titre: 'Compte rendu de consultation', cda };

describe('un patient qui a un DMP', () => {
  beforeEach(() => dmp.declare({ ...patient, etat: 'actif', autorisation: 'VALIDE' }));

  it('est reconnu', async () => {
    expect(await lecture.etat()).toEqual({ dmp: 'actif', autorisation: 'VALIDE' });
  });

  it('reçoit un document, qu’une recherche retrouve', async () => {
    await depot.deposer(piece);
    expect(await lecture.chercher()).toEqual([{ uniqueId, titre: 'Compte rendu de consultation' }]);
  });

  it('garde les octets déposés', async () => {
    await depot.deposer(piece);
    expect(dmp.documents(patient.matricule).map(({ contenu }) => contenu.toString())).toEqual([cda]);
  });

  it('montre les documents des confrères', async () => {
    const avis = { uniqueId: '2.25.1', titre: 'Avis', texte: 'Rien à signaler.', creation: '2026-01-15T10:00:00Z' };
    dmp.deposit(colleagueDocument(patient, avis));
    expect(await lecture.chercher()).toEqual([{ uniqueId: '2.25.1', titre: 'Avis' }]);
  });

  it('ne prend pas deux fois le même document', async () => {
    await depot.deposer(piece);
    await expect(depot.deposer(piece)).rejects.toMatchObject({ code: 'XDSDuplicateUniqueIdInRegistry' });
  });

  it('peut être en panne', async () => {
    await pannes.set({ service: 'dmp', panne: 'erreur', code: 'XDSRegistryBusy', fois: 1 });
    await expect(lecture.chercher()).rejects.toMatchObject({ code: 'XDSRegistryBusy' });
  });
});

describe('un patient qui n’en a pas', () => {
  it('le dit', async () => {
    dmp.declare({ ...patient, etat: 'inexistant', autorisation: 'NON_EXISTE' });
    await expect(lecture.etat()).resolves.toEqual({ dmp: 'inexistant', autorisation: undefined });
  });
});
