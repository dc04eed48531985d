// What web/build.js puts in place of these imports: the text of a style sheet, of a whole bundled script.
declare module '*.css' {
  const text: string;
  export default text;
}

declare module 'bundled-text:*' {
  const text: string;
  export default text;
}
