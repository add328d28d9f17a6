import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from './digest.ts';
import { type FileSystem, processEnvironment } from './environment.ts';
import { bodyCap, CappedBody, EvidenceStore } from './evidence-store.ts';

const { fs } = processEnvironment();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-preuves-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function storeWith(overrides: Partial<FileSystem> = {}): EvidenceStore {
  return new EvidenceStore({ fs: { ...fs, ...overrides } }, folder);
}

function failing(code: string): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(code), { code }));
}

/** Writes half of the bytes, then finds the disk full. */
async function halfThenFull(path: string, data: Uint8Array | string): Promise<void> {
  await fs.writeFile(path, Buffer.from(data).subarray(0, 2));
  await failing('ENOSPC')();
}

describe('the evidence store', () => {
  it('gives back the bytes that it keeps', async () => {
    const store = storeWith();
    const { sha256: digest } = await store.put(Buffer.from('preuve'));
    expect((await store.get(digest)).toString()).toBe('preuve');
  });

  it('names bytes by their SHA-256', async () => {
    expect(await storeWith().put(Buffer.from('preuve'))).toEqual({ sha256: sha256('preuve'), size: 6 });
  });

  it('keeps equal bytes once', async () => {
    const store = storeWith();
    await store.put(Buffer.from('preuve'));
    await store.put(Buffer.from('preuve'));
    expect(await readdir(folder)).toEqual([sha256('preuve')]);
  });

  it('keeps equal bytes put at the same time', async () => {
    const store = storeWith();
    await Promise.all([store.put(Buffer.from('preuve')), store.put(Buffer.from('preuve'))]);
    expect(await readdir(folder)).toEqual([sha256('preuve')]);
  });

  it('rejects when a blob is absent', async () => {
    await expect(storeWith().get(sha256('rien'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the evidence store on a full disk', () => {
  it('says so by its code', async () => {
    const store = storeWith({ writeFile: failing('ENOSPC') });
    await expect(store.put(Buffer.from('preuve'))).rejects.toMatchObject({ code: 'disque_plein' });
  });

  it('leaves no part of a blob', async () => {
    const store = storeWith({ writeFile: halfThenFull });
    await store.put(Buffer.from('preuve')).catch(() => undefined);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps what it already had', async () => {
    const { sha256: digest } = await storeWith().put(Buffer.from('ancienne'));
    const full = storeWith({ writeFile: halfThenFull });
    await full.put(Buffer.from('nouvelle')).catch(() => undefined);
    expect((await full.get(digest)).toString()).toBe('ancienne');
  });

  it('keeps the very bytes that it already had', async () => {
    const { sha256: digest } = await storeWith().put(Buffer.from('ancienne'));
    const full = storeWith({ writeFile: halfThenFull });
    await full.put(Buffer.from('ancienne')).catch(() => undefined);
    expect((await full.get(digest)).toString()).toBe('ancienne');
  });

  it('takes the same bytes again once there is room', async () => {
    let full = true;
    const store = storeWith({ writeFile: (path, data) => (full ? failing('ENOSPC')() : fs.writeFile(path, data)) });
    await store.put(Buffer.from('preuve')).catch(() => undefined);
    full = false;
    const { sha256: digest } = await store.put(Buffer.from('preuve'));
    expect((await store.get(digest)).toString()).toBe('preuve');
  });

  it('tells a refused write apart', async () => {
    const store = storeWith({ rename: failing('EACCES') });
    await expect(store.put(Buffer.from('preuve'))).rejects.toMatchObject({ code: 'ecriture_impossible' });
  });
});

describe('a capped body', () => {
  const over = Buffer.alloc(bodyCap + 3, 7);

  function bodyOf(...chunks: Buffer[]): CappedBody {
    const body = new CappedBody();
    for (const chunk of chunks) body.add(chunk);
    return body;
  }

  it('joins its chunks', () => {
    expect(bodyOf(Buffer.from('ab'), Buffer.from('cd')).bytes().toString()).toBe('abcd');
  });

  it('is not cut at the cap', () => {
    expect(bodyOf(over.subarray(0, bodyCap)).cut).toBe(false);
  });

  it('is cut one byte beyond', () => {
    expect(bodyOf(over.subarray(0, bodyCap), Buffer.from('x')).cut).toBe(true);
  });

  it('keeps no more than the cap', () => {
    expect(bodyOf(over, over).bytes()).toHaveLength(bodyCap);
  });

  it('counts all that came', () => {
    expect(bodyOf(over, over).total).toBe(2 * over.length);
  });

  it('stores the length and the digest of the whole when cut', async () => {
    expect(await bodyOf(over).store(storeWith())).toEqual({
      sha256: sha256(over.subarray(0, bodyCap)),
      size: bodyCap,
      fullSize: over.length,
      fullSha256: sha256(over),
    });
  });

  it('stores a whole body as any blob', async () => {
    expect(await bodyOf(Buffer.from('ab')).store(storeWith())).toEqual({ sha256: sha256('ab'), size: 2 });
  });
});

describe('the evidence store in segments', () => {
  function segmentsWith(overrides: Partial<FileSystem> = {}): EvidenceStore {
    return new EvidenceStore({ fs: { ...fs, ...overrides } }, folder, 'segments');
  }

  /** Fills a segment, so that it is closed. */
  async function fill(store: EvidenceStore): Promise<void> {
    await Promise.all(Array.from({ length: 17 }, (_, i) => store.put(Buffer.alloc(bodyCap, i))));
  }

  it('gives back the bytes that it keeps', async () => {
    const store = segmentsWith();
    const [first, second] = await Promise.all([store.put(Buffer.from('preuve')), store.put(Buffer.from('autre'))]);
    const read = [await store.get(first.sha256), await store.get(second.sha256)];
    expect(read.map(String)).toEqual(['preuve', 'autre']);
  });

  it('gives back bytes of a segment that is full', async () => {
    const store = segmentsWith();
    const { sha256: digest } = await store.put(Buffer.from('preuve'));
    await fill(store);
    await store.put(Buffer.from('suite'));
    expect((await store.get(digest)).toString()).toBe('preuve');
  });

  it('gives back what another process has kept', async () => {
    const { sha256: digest } = await segmentsWith().put(Buffer.from('preuve'));
    expect((await segmentsWith().get(digest)).toString()).toBe('preuve');
  });

  it('gives back what a process killed during a write had kept before', async () => {
    const { sha256: digest } = await segmentsWith().put(Buffer.from('preuve'));
    const [name = ''] = await readdir(folder);
    await fs.appendFile(join(folder, name), `probant:${sha256('coupé')}:6\ncou`);
    expect((await segmentsWith().get(digest)).toString()).toBe('preuve');
  });

  it('does not give a blob whose write was cut', async () => {
    await segmentsWith().put(Buffer.from('preuve'));
    const [name = ''] = await readdir(folder);
    await fs.appendFile(join(folder, name), `probant:${sha256('coupé')}:6\ncou`);
    await expect(segmentsWith().get(sha256('coupé'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not give bytes that were changed', async () => {
    const { sha256: digest } = await segmentsWith().put(Buffer.from('preuve'));
    const [name = ''] = await readdir(folder);
    const bytes = await fs.readFile(join(folder, name));
    await fs.writeFile(join(folder, name), bytes.toString().replace('preuve', 'preuvf'));
    await expect(segmentsWith().get(digest)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('gives back bytes that look like a record', async () => {
    const lure = Buffer.from(`probant:${sha256('leurre')}:6\nleurre\n`);
    const { sha256: digest } = await segmentsWith().put(lure);
    expect(await segmentsWith().get(digest)).toEqual(lure);
  });

  it('keeps equal bytes once', async () => {
    const store = segmentsWith();
    await Promise.all([store.put(Buffer.from('preuve')), store.put(Buffer.from('preuve'))]);
    await store.put(Buffer.from('preuve'));
    const [name = ''] = await readdir(folder);
    expect((await fs.readFile(join(folder, name))).toString().split('preuve')).toHaveLength(2);
  });

  it('rejects when a blob is absent', async () => {
    await expect(segmentsWith().get(sha256('rien'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says by its code that the disk is full', async () => {
    const store = segmentsWith({ openAppend: failing('ENOSPC') });
    await expect(store.put(Buffer.from('preuve'))).rejects.toMatchObject({ code: 'disque_plein' });
  });

  it('keeps on after a full disk, beside what was torn', async () => {
    let full = true;
    const openAppend: FileSystem['openAppend'] = async (path) => {
      const open = await fs.openAppend(path);
      const append = async (data: Uint8Array | string): Promise<void> => {
        await open.append(full ? Buffer.from(data).subarray(0, 20) : data);
        if (full) await failing('ENOSPC')();
      };
      return { ...open, append };
    };
    const store = segmentsWith({ openAppend });
    await store.put(Buffer.from('preuve')).catch(() => undefined);
    full = false;
    const { sha256: digest } = await store.put(Buffer.from('preuve'));
    const read = [await store.get(digest), await segmentsWith().get(digest)];
    expect(read.map(String)).toEqual(['preuve', 'preuve']);
  });
});
