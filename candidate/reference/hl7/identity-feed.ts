import type { DefectSet } from '../defects.ts';
import type { Patient } from '../model.ts';
import { messageOf, type OutgoingMessage } from './envelope.ts';
import { hl7Instant, line, now } from './er7.ts';
import type { InsiCallDate } from './hl7-service.ts';
import { patientSegment } from './patient-segment.ts';

/** Events by which the practice tells an identity: a new one, a changed one. */
export type FeedEvent = 'A28' | 'A31';

/** The message that tells an identity to the systems around (PAM France, ITI-30). */
export function identityFeed(
  patient: Patient,
  { event, ipp, insi, planted }: { event: FeedEvent; ipp: string | undefined; insi: InsiCallDate; planted: DefectSet },
): OutgoingMessage {
  const at = now();
  const called = insi(patient);
  return messageOf({ type: `ADT^${event}^ADT_A05`, version: '2.5^FRA^2.11', profile: '2.11^IHE_FRANCE-2.11-PAM' }, [
    line('EVN', '', at, '', '', '', at),
    patientSegment(patient, ipp, planted),
    line('PV1', '1', 'N'),
    // ZFD-5: how the identity was obtained; ZFD-6: when INSi was called.
    called === null || patient.matricule === null
      ? line('ZFD', '', '', 'N', 'N', 'SM')
      : line('ZFD', '', '', 'N', 'N', 'INSI', hl7Instant(called).slice(0, 8)),
  ]);
}
