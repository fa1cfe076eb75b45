// @ts-check
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const READ = new Set(['.ts', '.tsx', '.mjs', '.cjs', '.js', '.css', '.html', '.yml', '.md'])

/** Our own texts by path; what is broken over the lines of a comment stands in one line. */
const texts = new Map(
  ['.', 'src', 'e2e', 'bench', 'scripts', 'docs']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => READ.has(extname(path)) && !/results|doc-references/.test(path))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
)

/**
 * Everything in our texts that fits the pattern and is not as it should be.
 * @param {RegExp} pattern
 * @param {(match: string[], path: string) => boolean} isFine
 */
const wrong = (pattern, isFine) =>
  [...texts].flatMap(([path, text]) =>
    [...text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/)?\s*/g, ' ').matchAll(pattern)]
      .filter((match) => !isFine(match, path))
      .map(([words]) => `${path}: ${words}`),
  )

it('every page that a text names is in the repository', () => {
  const isPage = (/** @type {string} */ name) =>
    texts.has(name) || (/\d$/.test(name) && [...texts.keys()].some((path) => path.startsWith(`${name}-`)))
  const named = /(?<![\w./-])(?:[\w.-]+\/)*[\w-]+\.md\b|(?<![\w./-])docs\/decisions\/\d+\b(?!-)/g
  expect(wrong(named, ([name = ''], path) => isPage(name) || isPage(join(dirname(path), name)))).toEqual([])
})

it('every section that a text names is one of a page that has it', () => {
  const named = /(?:\S*?((?:remotes\/)?[\w-]+\.md)\)?|(RFC \d+)|\S+),? section (\d+)/g
  const hasSection = (/** @type {string[]} */ [, page = '', rfc, number], /** @type {string} */ path) =>
    rfc !== undefined ||
    [`docs/${page}`, join(dirname(path), page)].some((name) =>
      (texts.get(name) ?? '').includes(`\n## ${number}. `),
    )
  expect(wrong(named, hasSection)).toEqual([])
})

/** Titles of tests and of their groups, as they stand in the code; what is put in while a test runs stands for any text. */
const titles = [...texts]
  .filter(([path]) => /\.(test|spec|contract)\.(ts|tsx|mjs)$/.test(path))
  .flatMap(([, text]) => [
    ...text.matchAll(
      /(?:\b(?:it|test|describe|step)(?:\.\w+)?|\)|\])\(\s*(?:'((?:[^'\\]|\\.)+)'|`([^`]+)`|"([^"]+)")/g,
    ),
  ])
  .map(([, single, template, double]) => (single ?? template ?? double ?? '').replaceAll("\\'", "'"))

/** A title as a pattern that a quotation of it fits: `%s`, `$name` and `${...}` are any text, and so is `...`. */
const asPattern = (/** @type {string} */ title) =>
  new RegExp(
    `^${title
      .split(/%[sijdo]|\$\{[^}]*\}|\$[\w.]+/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  )

it('every test that a table of endpoints quotes is there', () => {
  // One that is hardly more than its placeholders would fit whatever is quoted.
  const says = (/** @type {string} */ title) =>
    (title.replace(/%\w|\$\{[^}]*\}|\$[\w.]+/g, '').match(/\w+/g) ?? []).length > 1
  const patterns = titles.filter(says).map(asPattern)
  /** A whole title, the beginning of one, or two parts of one with dots between or after them. */
  const isTitle = (/** @type {string} */ quoted) => {
    const [begin = '', end = ''] = quoted.split(/ ?(?:\.{3}|…),? ?/)
    const isPart = (/** @type {string} */ title) =>
      title.startsWith(begin) && title.slice(begin.length).includes(end)
    return begin.length > 3 && (titles.some(isPart) || patterns.some((pattern) => pattern.test(quoted)))
  }
  const missing = [...texts]
    .filter(([path]) => path.startsWith(join('docs', 'remotes')))
    .flatMap(([path, text]) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .flatMap((line) => [...(line.split(' | ').at(-1) ?? '').matchAll(/"([^"]+)"/g)])
        .flatMap(([, quoted = '']) => (isTitle(quoted) ? [] : [`${path}: "${quoted}"`])),
    )
  expect(titles.length).toBeGreaterThan(500)
  expect(missing).toEqual([])
})
