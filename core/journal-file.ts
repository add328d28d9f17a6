import { AppendFile } from './append-file.ts';
import type { Environment } from './environment.ts';
import { writeError } from './errors.ts';
import { GroupCommit } from './group-commit.ts';

/** Lines between two known offsets: what is read to find one line, and how rarely an offset is kept. */
const stride = 64;

/** Lines appended to a file, in order; those that come during a write go together in the next one. */
export class JournalFile {
  readonly #fs: Environment['fs'];
  readonly #path: string;
  readonly #file: AppendFile;
  /** Where each line of a number divisible by {@link stride} begins. */
  readonly #offsets: number[] = [];
  #lines = 0;
  #end = 0;
  readonly #commits = new GroupCommit<string>((lines) => this.#write(lines));
  readonly #opened: Promise<void>;
  #failure: Error | undefined;

  constructor(fs: Environment['fs'], path: string) {
    this.#fs = fs;
    this.#path = path;
    this.#file = new AppendFile(fs, path);
    // A bench started again goes on in the same file.
    this.#opened = fs.size(path).then((size) => {
      this.#end = size;
    });
  }

  /** The error after which nothing is written, if any. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Appends a line; resolves once it is on disk, or once {@link JournalFile.failure} says why it is not. */
  append(line: string): Promise<void> {
    return this.#commits.add(line);
  }

  /** The lines written of numbers from `from` (0 is the first) to before `to`. */
  async lines(from: number, to: number): Promise<string[]> {
    const [first, last] = [Math.max(0, from), Math.min(to, this.#lines)];
    const offset = this.#offsets[Math.floor(first / stride)];
    if (offset === undefined || first >= last) return [];
    const end = this.#offsets[Math.ceil(last / stride)] ?? this.#end;
    const bytes = await this.#fs.readPart(this.#path, { offset, length: end - offset });
    const skipped = first % stride;
    return bytes
      .toString('utf8')
      .split('\n')
      .slice(skipped, skipped + last - first);
  }

  async #write(lines: readonly string[]): Promise<void> {
    await this.#opened;
    // After a failed write the chain would have a gap: what is written stays a chain.
    if (this.#failure !== undefined) return;
    try {
      const sizes = lines.map((line) => Buffer.byteLength(line) + 1);
      await this.#file.append(`${lines.join('\n')}\n`);
      for (const size of sizes) this.#account(size);
    } catch (thrown) {
      this.#failure = writeError(this.#path, thrown);
    }
  }

  #account(size: number): void {
    if (this.#lines % stride === 0) this.#offsets.push(this.#end);
    this.#lines += 1;
    this.#end += size;
  }
}
