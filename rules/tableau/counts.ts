import { z } from 'zod';

/** What the dashboard counts, by name of the contract. */
export const counts = z.enum(['documents', 'depotsDmp', 'envoisPro', 'envoisPatient', 'echecsDmp', 'echecsMss']);

/** Name of a count. */
export type Count = z.infer<typeof counts>;
