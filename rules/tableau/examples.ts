import type { DomainExamples } from '../examples/index.ts';

const who = { finess: '630000018', rpps: '89990000001' };
const periode = '01/2024 – 12/2025';
const titles = 'FINESS;RPPS;Mois;Documents produits;Dépôts DMP';

export const examples: DomainExamples = {
  'tableau.comptes': {
    read: {
      right: { periode, lignes: [{ ...who, documents: '1 240' }] },
      wrong: { periode, lignes: [{ ...who, documents: '' }] },
    },
    parameters: { ...who, periode: { debut: '2024-01', fin: '2025-12' }, comptes: { documents: 1240 } },
  },
  'tableau.extraction': {
    seen: {
      right: 'L’extraction porte chaque mois, et la somme est celle de l’écran.',
      wrong: 'L’extraction ajoute à chaque mois le total des mois d’avant.',
    },
    inputs: (side) => {
      const second = side === 'right' ? '10;9' : '20;18';
      const rows = [`${who.finess};${who.rpps};2024-01;10;9`, `${who.finess};${who.rpps};2024-02;${second}`];
      return { document: Buffer.from([titles, ...rows, ''].join('\r\n')) };
    },
    parameters: { ...who, comptes: { documents: 20, depotsDmp: 18 } },
  },
};
