import { describe, expect, it } from 'vitest';
import { DefectSet } from '../defects.ts';
import { DocumentService } from '../documents/document-service.ts';
import { type ExchangeLine, Exchanges } from '../exchanges.ts';
import { Journals } from '../journals.ts';
import { Store } from '../store.ts';
import { Activity, monthsOf } from './activity.ts';
import { Dashboard } from './dashboard.ts';

const query = { periode: { debut: '2025-03', fin: '2025-04' }, finess: '', rpps: '' };

function practice() {
  const planted = new DefectSet();
  const exchanges = new Exchanges();
  const documents = new DocumentService(new Journals(new Store(), planted), planted);
  const activity = new Activity({ documents, exchanges, planted, services: {} });
  return { exchanges, activity, dashboard: new Dashboard(activity, planted) };
}

function line(kind: ExchangeLine['kind'], reussi: boolean, at: string): ExchangeLine {
  const rest = { auteur: 'Dr Alix TÉMOIN', dossier: '1001', partenaire: '', objet: '', reponse: '', ins: true };
  return { ...rest, kind, reussi, at: new Date(`${at}T10:00:00`) };
}

describe('the dashboard', () => {
  it('counts what the practice deposited and sent, failures apart', () => {
    const { exchanges, dashboard } = practice();
    const done = [
      line('depot_dmp', true, '2025-03-01'),
      line('depot_dmp', false, '2025-03-31'),
      line('mss_pro', true, '2025-04-30'),
      line('mss_patient', true, '2025-04-01'),
      line('mss_patient', false, '2025-04-01'),
      line('reception_mss', true, '2025-04-01'),
      line('suppression_dmp', true, '2025-04-01'),
      line('depot_dmp', true, '2025-05-01'),
    ];
    for (const one of done) exchanges.add(one);
    expect(dashboard.read(query).lignes).toEqual([
      {
        finess: '630000018',
        rpps: '99900000017',
        documents: '0',
        depotsDmp: '1',
        envoisPro: '1',
        envoisPatient: '1',
        echecsDmp: '1',
        echecsMss: '1',
      },
    ]);
  });

  it('keeps the test activity of another physician apart', () => {
    const { activity, dashboard } = practice();
    const asked = { finess: '630000999', parMois: '2', echecsDmp: '1', echecsMss: '0', periode: query.periode };
    activity.generate({ ...asked, rpps: '89990000001' });
    activity.generate({ ...asked, rpps: '89990000002', periode: { debut: '2025-04', fin: '2025-04' } });
    const counted = dashboard.read(query).lignes.map(({ rpps, documents, depotsDmp }) => [rpps, documents, depotsDmp]);
    expect(counted).toEqual([
      ['89990000001', '4', '2'],
      ['89990000002', '2', '1'],
    ]);
  });
});

it.each([
  [{ debut: '2025-11', fin: '2026-02' }, ['2025-11', '2025-12', '2026-01', '2026-02']],
  [{ debut: '2026-02', fin: '2026-01' }, []],
  [{ debut: '2026-13', fin: '2027-01' }, []],
])('the months of %j', (periode, months) => {
  expect(monthsOf(periode)).toEqual(months);
});
