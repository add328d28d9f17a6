import { sha256 } from '../../core/index.ts';

/**
 * Cucumber's messages without the bytes of their attachments: each is replaced by its digest, the bytes being evidence.
 */
export function messagesWithoutBodies(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `${withoutBody(line)}\n`)
    .join('');
}

function withoutBody(line: string): string {
  const message = parse(line);
  const { attachment } = message;
  if (!isAttachment(attachment)) return line;
  const bytes = Buffer.from(attachment.body, attachment.contentEncoding === 'BASE64' ? 'base64' : 'utf8');
  return JSON.stringify({
    ...message,
    attachment: { ...attachment, contentEncoding: 'IDENTITY', body: `sha256:${sha256(bytes)}` },
  });
}

function isAttachment(value: unknown): value is { body: string; contentEncoding: string } {
  return typeof value === 'object' && value !== null && 'body' in value && typeof value.body === 'string';
}

// A killed run leaves a cut line: it stays as it is.
function parse(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
}
