import { z } from 'zod';

/** Whose what is prepared is: `reset` with the same owner forgets it, and nothing else. */
export const owner = z.string().min(1).optional();

export const text = z.string().min(1);

export const matricule = z.string().regex(/^\d{6}[0-9A-Za-z]\d{6}$/);

export const cle = z.string().regex(/^\d{2}$/);

export const oid = z.string().regex(/^[\d.]+$/);

export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** ISO 8601, in UTC or with its offset. */
export const instant = z.iso.datetime({ offset: true });

/** Bytes, in base64. */
export const bytes = z.base64().transform((base64) => Buffer.from(base64, 'base64'));

/** Milliseconds. */
export const milliseconds = z.number().int().min(0).max(86_400_000);

/** Forgetting: of an owner, or all. */
export const forgotten = z.strictObject({ owner });
