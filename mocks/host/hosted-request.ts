/** What a request is made of. */
export interface HostedRequestInit {
  method: string;
  headers: Array<[string, string]>;
  content: Buffer;
}

/** Methods that fetch has no request of (Fetch §2.2.1). */
export const forbiddenMethods: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

/**
 * A request whose body the host has read already: it can be read any number of times, so that a clone is the request
 * itself. What handlers seldom read is made when they do: a request of fetch, its signal and its streams cost
 * some ten microseconds.
 */
export class HostedRequest implements Request {
  readonly url: string;
  readonly method: string;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null = null;
  readonly bodyUsed: boolean = false;
  readonly cache: RequestCache = 'default';
  readonly credentials: RequestCredentials = 'same-origin';
  readonly destination: RequestDestination = '';
  readonly duplex = 'half' as const;
  readonly integrity: string = '';
  readonly keepalive: boolean = false;
  readonly mode: RequestMode = 'cors';
  readonly redirect: RequestRedirect = 'follow';
  readonly referrer: string = 'about:client';
  readonly referrerPolicy: ReferrerPolicy = '';
  readonly #init: HostedRequestInit;
  #headers: Headers | undefined;
  #signal: AbortSignal | undefined;

  /** @param init of no method of {@link forbiddenMethods} */
  constructor(url: string, init: HostedRequestInit) {
    this.url = url;
    this.method = init.method;
    this.#init = init;
  }

  get headers(): Headers {
    this.#headers ??= new Headers(this.#init.headers);
    return this.#headers;
  }

  /** Never aborted: a client that leaves does not undo what it asked for. */
  get signal(): AbortSignal {
    this.#signal ??= new AbortController().signal;
    return this.#signal;
  }

  clone(): Request {
    return this;
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#answer().arrayBuffer();
  }

  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#answer().bytes();
  }

  blob(): Promise<Blob> {
    return this.#answer().blob();
  }

  text(): Promise<string> {
    return Promise.resolve(this.#init.content.toString('utf8'));
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  formData(): Promise<FormData> {
    return this.#answer().formData();
  }

  /** The only other object of fetch that reads a body by its media type. */
  #answer(): Response {
    const type = this.headers.get('content-type');
    return new Response(new Uint8Array(this.#init.content), type === null ? {} : { headers: { 'content-type': type } });
  }
}
