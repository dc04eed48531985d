// Reads the library's declarations and their JSDoc, with the compiler that checks them.
import ts from 'typescript';

/**
 * @typedef {object} Parameter
 * @property {string} name
 * @property {string} type
 * @property {boolean} optional
 * @property {string} text
 * @property {Parameter[]} members of an object described member by member
 */
/**
 * What has a name: a function, a class or a member of one.
 * @typedef {object} Entry
 * @property {string} name
 * @property {string} text its description
 * @property {'function' | 'class' | 'value'} kind
 * @property {boolean} isStatic
 * @property {string} type of a value; of a function what it answers
 * @property {string} typeText what is said of it
 * @property {Parameter[]} parameters
 * @property {string[]} errors
 * @property {Entry[]} members
 * @property {string} place where it is declared: what one module borrows from another has the same
 */
/** @typedef {{ name: string, text: string, type: string, members: Parameter[] }} TypeEntry */

const { InTypeAlias, NoTruncation, UseAliasDefinedOutsideCurrentScope } = ts.TypeFormatFlags;

/** A type on one line, without the files its parts come from. @param {string} text */
const tidy = (text) => text.replace(/\n\s*\*/g, ' ').replace(/\s+/g, ' ').replaceAll('"', '\'')
  .replace(/\bimport\('[^']*'\)\./g, '').replace(/[,;] \}/g, ' }').replaceAll(';', ',');

/** @param {string | ts.NodeArray<ts.JSDocComment> | undefined} comment */
const textOf = (comment) => (ts.getTextOfJSDocComment(comment) ?? '').trim();

/** @param {ts.Modifier} modifier */
const isStaticKeyword = ({ kind }) => kind === ts.SyntaxKind.StaticKeyword;
/** @param {ts.JSDocTag} tag */
const isThrows = ({ tagName }) => tagName.text === 'throws';

/** @param {ts.JSDocTypeExpression | ts.JSDocTypeLiteral | undefined} expression */
const literalOf = (expression) => {
  const type = expression && ts.isJSDocTypeExpression(expression) ? expression.type : expression;
  return type && ts.isJSDocTypeLiteral(type) ? type : undefined;
};

/** @param {ts.Program} program */
function reader(program) {
  const checker = program.getTypeChecker();

  /** @param {ts.Type} type @param {ts.TypeFormatFlags} [more] */
  const print = (type, more = ts.TypeFormatFlags.None) =>
    tidy(checker.typeToString(type, undefined, NoTruncation | UseAliasDefinedOutsideCurrentScope | more));

  /** A type as it was written, or where that names a value in some file, what it comes to. @param {ts.TypeNode} node */
  const typeOf = (node) => /\btypeof\b/.test(node.getText())
    ? print(checker.getTypeFromTypeNode(node), InTypeAlias) : tidy(node.getText());

  /** @param {ts.JSDocPropertyLikeTag} tag @returns {Parameter} */
  const readParameter = (tag) => {
    const literal = literalOf(tag.typeExpression);
    return {
      name: ts.isQualifiedName(tag.name) ? tag.name.right.text : tag.name.getText(),
      type: literal || !tag.typeExpression ? 'object' : typeOf(tag.typeExpression.type),
      optional: tag.isBracketed,
      text: textOf(tag.comment).replace(/^-\s*/, ''),
      members: readMembers(literal),
    };
  };

  /** @param {ts.JSDocTypeLiteral | undefined} literal */
  const readMembers = (literal) => (literal?.jsDocPropertyTags ?? []).map(readParameter);

  /** @param {ts.Symbol} symbol */
  const describe = (symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();

  /** @param {ts.Node} node @param {ts.Symbol} symbol @returns {Entry} */
  const blank = (node, symbol) => ({
    name: ts.isClassElement(node) && node.name ? node.name.getText() : symbol.name,
    text: describe(symbol),
    place: `${node.getSourceFile().fileName}:${node.pos}`,
    kind: 'value', type: '', typeText: '', parameters: [], members: [],
    isStatic: ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(isStaticKeyword),
    errors: ts.getJSDocTags(node).filter(isThrows).map(({ comment }) => textOf(comment)),
  });

  /** @param {ts.SignatureDeclaration} node @param {ts.Symbol} symbol @returns {Entry} */
  const readFunction = (node, symbol) => {
    const signature = checker.getSignatureFromDeclaration(node), tag = ts.getJSDocReturnTag(node);
    const answered = tag?.typeExpression?.type;
    return {
      ...blank(node, symbol),
      kind: 'function',
      type: answered ? typeOf(answered)
        : signature ? print(signature.getReturnType()) : '',
      typeText: textOf(tag?.comment),
      parameters: node.parameters.flatMap((parameter) => ts.getJSDocParameterTags(parameter)).map(readParameter),
    };
  };

  /** @param {ts.Node} node @param {ts.Symbol} symbol @returns {Entry} */
  const readValue = (node, symbol) => {
    const given = ts.getJSDocType(node) ?? ts.getJSDocReturnType(node);
    const type = given ? typeOf(given) : print(checker.getTypeOfSymbol(symbol));
    const literal = ts.isVariableDeclaration(node) ? node.initializer : undefined;
    const properties = literal && ts.isObjectLiteralExpression(literal) ? literal.properties : [];
    const members = properties.map((property) => symbolOf(property)).filter((member) => member !== undefined)
      .map((member) => ({ ...blank(node, member), errors: [] }));
    return { ...blank(node, symbol), type, members };
  };

  /** @param {ts.Node} node @returns {ts.Symbol | undefined} */
  const symbolOf = (node) => /** @type {ts.Node & { symbol?: ts.Symbol }} */ (node).symbol;

  /** Members that are the caller's business, as they stand in the file. @param {ts.ClassDeclaration} node */
  const readClassMembers = (node) => {
    const type = symbolOf(node) && checker.getDeclaredTypeOfSymbol(/** @type {ts.Symbol} */ (symbolOf(node)));
    const assigned = (type?.getProperties() ?? []).flatMap((symbol) => {
      const [declaration] = symbol.declarations ?? [];
      return declaration && !ts.isClassElement(declaration) && declaration.getSourceFile() === node.getSourceFile()
        ? [readValue(declaration, symbol)] : [];
    });
    const own = node.members.flatMap((member) => {
      const symbol = symbolOf(member);
      if (!symbol || !member.name || ts.isPrivateIdentifier(member.name)) return [];
      if (ts.isMethodDeclaration(member)) return [readFunction(member, symbol)];
      return ts.isGetAccessor(member) ? [readValue(member, symbol)] : [];
    });
    return [...assigned, ...own];
  };

  /** @param {ts.Symbol} symbol @returns {Entry | null} null for a type */
  const readEntry = (symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const [node] = target.declarations ?? [];
    if (!node || ts.isJSDocTypedefTag(node)) return null;
    // A constant of a function's type is explained where that function is.
    const typed = ts.isVariableDeclaration(node) && checker.getTypeOfSymbol(target).symbol;
    if (typed && typed.valueDeclaration && ts.isFunctionDeclaration(typed.valueDeclaration)) return readEntry(typed);
    if (ts.isClassDeclaration(node)) return { ...blank(node, target), kind: 'class', members: readClassMembers(node) };
    return ts.isFunctionDeclaration(node) ? readFunction(node, target) : readValue(node, target);
  };

  /** @param {ts.JSDocTypedefTag} tag @returns {TypeEntry} */
  const readType = (tag) => {
    const { parent, typeExpression } = tag, literal = literalOf(typeExpression);
    const templates = parent.tags?.filter(ts.isJSDocTemplateTag).flatMap(({ typeParameters }) => typeParameters) ?? [];
    const parameters = templates.map(({ name }) => name.text).join(', ');
    const alone = parent.tags?.filter(ts.isJSDocTypedefTag).length === 1;
    return {
      name: `${tag.name?.text}${parameters && `<${parameters}>`}`,
      text: [alone && textOf(parent.comment), textOf(tag.comment)].filter(Boolean).join(' '),
      type: literal || !typeExpression || !ts.isJSDocTypeExpression(typeExpression) ? '' : typeOf(typeExpression.type),
      members: readMembers(literal),
    };
  };

  /** @param {ts.SourceFile} file */
  const exportsOf = (file) => {
    const symbol = checker.getSymbolAtLocation(file);
    return symbol ? checker.getExportsOfModule(symbol) : [];
  };

  /** The types that a file defines. @param {ts.SourceFile} file */
  const readTypes = (file) => exportsOf(file).flatMap(({ declarations = [] }) => declarations)
    .filter(ts.isJSDocTypedefTag).filter((tag) => tag.getSourceFile() === file).map(readType);

  return { exportsOf, readEntry, readTypes };
}

/**
 * What modules export, and every type that is defined in them or in what they import.
 * @param {string[]} files
 * @param {string} config a tsconfig.json
 * @returns {{ modules: Entry[][], types: Map<string, TypeEntry>, publicTypes: TypeEntry[] }} a list of entries for each
 *   file; all types, by name; those of the files themselves
 */
export function readDeclarations(files, config) {
  const { compilerOptions } = ts.readConfigFile(config, ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, '.');
  const program = ts.createProgram(files, options), { exportsOf, readEntry, readTypes } = reader(program);
  const roots = files.map((file) => /** @type {ts.SourceFile} */ (program.getSourceFile(file)));
  const own = program.getSourceFiles().filter((file) => /\bweb\//.test(file.fileName) && !roots.includes(file));
  // A file may call another's type by the same name: the definition counts, not the borrowing.
  const defined = farthestFirst(own, files[0]).flatMap(readTypes).filter(({ name, type }) => type !== bare(name));
  const publicTypes = roots.flatMap(readTypes), renamed = new Map(publicTypes.map(({ name, type }) => [type, name]));
  const entries = roots.map((file) => exportsOf(file).map(readEntry).filter((entry) => entry !== null));
  const { modules, types } = rename({ modules: entries, types: defined }, renamed);
  return { modules, types: new Map(types.map((type) => [bare(type.name), type])), publicTypes };
}

/** A type's name without its parameters. @param {string} name */
const bare = (name) => name.replace(/<.*/, '');

/**
 * So that of two definitions of a name the last counts: it stands beside the first module, or nearer to it, or is met
 * first from there.
 * @param {ts.SourceFile[]} sources @param {string} module
 */
function farthestFirst(sources, module) {
  const folder = module.replace(/[^/]*$/, '');
  /** @param {ts.SourceFile} file */
  const distance = ({ fileName }) => fileName.split('/').length + (fileName.includes(folder) ? 0 : 100);
  return [...sources].reverse().sort((a, b) => distance(b) - distance(a));
}

/**
 * A copy in which types have the names by which the modules export them.
 * @template T @param {T} value @param {Map<string, string>} renamed @returns {T}
 */
function rename(value, renamed) {
  const publicName = (/** @type {string} */ text) =>
    text.replace(/[A-Za-z_$][\w$]*/g, (word) => renamed.get(word) ?? word);
  return JSON.parse(JSON.stringify(value), (key, member) =>
    key === 'type' || key === 'name' && renamed.has(member) ? publicName(member) : member);
}
