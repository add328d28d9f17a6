import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { identifiersOf } from './ins.ts';
import { withMessage, withSegment } from './reading.ts';

/** Values of PID-32 seen in the RNIV, FR Core and the PAM examples; one list of all is not public. */
const known = ['VALI', 'QUAL', 'RECUP', 'PROV', 'VIDE', 'DOUTE', 'FICTI', 'HOMOV', 'HOMO', 'CACH', 'ANOM'];

export const statutIdentite = defineRule({
  id: 'hl7.statut-identite',
  version: '1',
  title: 'L’INS ne voyage que dans une identité validée (PID-32), et y voyage',
  source:
    'INS/va1.53, INS/va1.61, INS/va1.62 (PID-32 = VALI : l’INS est enregistrée ; sinon tout sauf l’INS) ; EXI ID 29 ; QUAL : code de FR Core, sa place en PID-32 est déduite',
  appliesTo: 'document',
  /** Whether the INS must be there; absent: no more than what PID-32 says. */
  parameters: z.object({ ins: z.enum(['presente', 'absente']).optional() }),
  check: (inputs, { ins: wanted }) =>
    withMessage(inputs, (message) =>
      withSegment(message, 'PID', (pid) => {
        const statuses = pid.repetitions(32).map((one) => one.get(1));
        const ins = identifiersOf(message).filter(({ isIns }) => isIns);
        const validated = statuses.some((one) => one === 'VALI' || one === 'QUAL');
        const where = ins[0]?.segment.at(3, { repetition: ins[0].repetition.rank }) ?? pid.at(3);
        const got = ins.map(({ value }) => value);
        return [
          ...unless(ins.length === 0 || validated, {
            code: 'ins-sans-validation',
            where,
            expected: statuses.length === 0 ? 'PID-32 = VALI, ou aucun INS' : 'aucun INS',
            got,
            message: 'L’INS est transmise alors que l’identité n’est pas validée.',
            remedy:
              'N’émettez la répétition INS de PID-3 que pour une identité qualifiée, avec VALI en PID-32 ; pour tout autre statut, transmettez les traits sans matricule ni OID.',
          }),
          ...unless(ins.length === 0 || !statuses.includes('QUAL') || statuses.includes('VALI'), {
            code: 'statut-qual',
            where: pid.at(32),
            expected: 'VALI',
            got: statuses,
            message: 'Les systèmes d’identité de PAM France attendent VALI : QUAL peut n’être pas compris.',
            remedy: 'Traduisez l’identité qualifiée par VALI en PID-32.',
            severity: 'avertissement',
          }),
          ...unless(
            statuses.every((one) => known.includes(one)),
            {
              code: 'statut-inconnu',
              where: pid.at(32),
              expected: known.join(', '),
              got: statuses,
              message: 'PID-32 a une valeur qui n’est pas un statut connu de l’identité.',
              remedy:
                'Écrivez en PID-32 VALI, PROV ou VIDE selon le statut du dossier, et au besoin un attribut (DOUTE, FICTI, HOMOV) dans une autre répétition.',
              severity: 'avertissement',
            },
          ),
          ...unless(wanted !== 'presente' || ins.length > 0, {
            code: 'ins-absente',
            where: pid.at(3),
            expected: 'l’INS',
            got,
            message: 'L’identité est qualifiée et le message ne porte pas l’INS.',
            remedy:
              'Ajoutez à PID-3 la répétition INS : le matricule et sa clé, ASIP-SANTE-INS-NIR&OID&ISO en PID-3.4, INS en PID-3.5, et VALI en PID-32.',
          }),
          ...unless(wanted !== 'absente' || ins.length === 0, {
            code: 'ins-presente',
            where,
            expected: 'aucun INS',
            got,
            message: 'Le message porte une INS qui ne doit pas être transmise.',
            remedy:
              'Retirez de PID-3 toute la répétition de l’INS, matricule et OID, dès que l’identité n’est plus qualifiée.',
          }),
        ];
      }),
    ),
});
