// @ts-check
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * What a stock Electron runs when it is given the path of an app: it takes name, version and path of the app
 * from its package.json and loads its entry. Plain CommonJS, for the Node inside Electron.
 */
const source = `'use strict'
const { app } = require('electron')
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

async function start() {
  const argument = process.argv.slice(1).find((value) => !value.startsWith('-'))
  if (argument === undefined) throw new Error('Give the path of an app.')
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
  let entry = path.resolve(argument)
  if (fs.statSync(entry).isDirectory()) {
    const file = path.join(entry, 'package.json')
    const manifest = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {}
    if (manifest.productName || manifest.name) app.setName(manifest.productName || manifest.name)
    if (manifest.version) app.setVersion(manifest.version)
    app.setAppPath(entry)
    entry = path.join(entry, manifest.main || 'index.js')
  }
  try {
    require(entry)
  } catch (error) {
    if (error.code !== 'ERR_REQUIRE_ESM') throw error
    await import(pathToFileURL(entry).href)
  }
}

start().catch((error) => {
  console.error('The app could not be loaded:', error)
  process.exit(1)
})
`

/**
 * Writes the small app that lets Electron load another one, as `resources/default_app.asar` of a dist does.
 * @param {string} file absolute path of the asar archive
 * @returns {Promise<void>}
 */
export async function writeDefaultApp(file) {
  const asar = await import('@electron/asar')
  const folder = await mkdtemp(join(tmpdir(), 'customer-desk-default-app-'))
  try {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'default-app', main: 'main.js' }))
    await writeFile(join(folder, 'main.js'), source)
    await mkdir(dirname(file), { recursive: true })
    await asar.createPackage(folder, file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
