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
