import { describe, expect, it } from 'vitest';
import { rechercherIns, type Traits } from '../src/insi.ts';
import { adresses, insi, pannes, patient, servir } from './services.ts';

servir();

const { nomNaissance, prenom, sexe, dateNaissance } = patient;
const traits: Traits = { nomNaissance, prenom, sexe, dateNaissance };

describe('la recherche de l’INS', () => {
  it('trouve une identité de test publiée, sans rien préparer', async () => {
    const { matricule, cle, oid } = patient;
    expect(await rechercherIns(adresses.insi, traits)).toEqual({ etat: 'trouvee', matricule, cle, oid });
  });

  it('dit qu’il n’y a personne de ces traits', async () => {
    expect(await rechercherIns(adresses.insi, { ...traits, dateNaissance: '1975-12-30' })).toEqual({ etat: 'aucune' });
  });

  it('dit qu’il y en a plusieurs, quand le test le prépare', async () => {
    insi.program({ match: { nomNaissance }, answer: { code: '02' } });
    expect(await rechercherIns(adresses.insi, traits)).toEqual({ etat: 'plusieurs' });
  });

  it('garde le code d’une erreur d’INSi', async () => {
    insi.program({ match: { nomNaissance }, answer: { fault: 'insi_102' } });
    expect(await rechercherIns(adresses.insi, traits)).toEqual({ etat: 'indisponible', raison: 'insi_102' });
  });

  it('ne lit pas la page HTML d’un service en panne', async () => {
    await pannes.set({ service: 'insi', panne: 'http_503' });
    expect(await rechercherIns(adresses.insi, traits)).toEqual({ etat: 'indisponible', raison: 'HTTP 503' });
  });

  it('survit à une coupure, et recommence', async () => {
    await pannes.set({ service: 'insi', panne: 'coupure', fois: 1 });
    expect(await rechercherIns(adresses.insi, traits)).toEqual({ etat: 'indisponible', raison: 'réseau' });
    expect(await rechercherIns(adresses.insi, traits)).toMatchObject({ etat: 'trouvee' });
  });

  it('ne prend pas n’importe quoi pour une réponse', async () => {
    await pannes.set({ service: 'insi', panne: 'reponse_illisible' });
    expect(await rechercherIns(adresses.insi, traits)).toMatchObject({ raison: 'réponse illisible' });
  });
});
