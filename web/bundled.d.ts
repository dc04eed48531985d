// What web/build.js puts in place of these imports: the text of a style sheet, of a whole bundled script.
declare module '*.css' {
  const text: string;
  export default text;
}

declare module 'bundled-text:*' {
  const text: string;
  export default text;
}

/** In the service worker: every file of the site, with a hash of what is in it, and a hash of all that. */
declare const SITE_FILES: [string, string][];
declare const SITE_VERSION: string;

// Of papaparse, which brings no types, what web/experiment/csv/read.js uses.
declare module 'papaparse' {
  interface Parser { pause(): void; resume(): void }
  interface Results { data: string[][]; meta: { delimiter: string } }
  interface Options {
    delimiter?: string; preview?: number; skipEmptyLines?: 'greedy'; chunkSize?: number;
    chunk?(results: Results, parser: Parser): void; complete?(): void;
  }
  const Papa: { parse(text: string, options: Options): Results };
  export default Papa;
}
