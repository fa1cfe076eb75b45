import { AppShell } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useLocation } from 'wouter'
import { useCsvTransfer } from '#renderer/features/csv-transfer/csv-transfer-context.ts'
import { listQuery } from '#renderer/features/customers/list/list-memory.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { ConnectionBanner } from '#renderer/features/connections/connection-banner.tsx'
import { CsvTransfer } from '#renderer/features/csv-transfer/csv-transfer.tsx'
import { useCommands } from '../commands.ts'
import { CommandPalette } from '../command-palette.tsx'
import { palette } from '../palette.ts'
import { ErrorBoundary } from '../error-boundary.tsx'
import { Routes } from '../routes.tsx'
import { ShortcutsHelp } from '../shortcuts-help.tsx'
import { useAppKeys } from '../use-app-keys.ts'
import { useTakeBackKey } from '../use-take-back-key.ts'
import { Header } from './header.tsx'
import classes from './shell.module.css'
import { Sidebar } from './sidebar.tsx'

/** The open workspace on screen, with what goes on whatever page is shown. */
export function Shell() {
  return (
    <CsvTransfer>
      <Frame />
    </CsvTransfer>
  )
}

/** Header, sidebar and the page between them. */
function Frame() {
  const { chooseImport, openPaste, openExport } = useCsvTransfer()
  const [helpOpen, setHelpOpen] = useState(false)
  const [location] = useLocation()
  const openHelp = useCallback(() => {
    setHelpOpen(true)
  }, [])
  const workspace = useWorkspace()
  const exportCustomers = useCallback(() => {
    openExport({ kind: 'customers', query: listQuery(workspace), selectedIds: null })
  }, [openExport, workspace])
  const exportMappings = useCallback(() => {
    openExport({ kind: 'sku-mappings' })
  }, [openExport])
  const commands = useCommands({
    ...{ openHelp, chooseImport, pasteRows: openPaste, exportCustomers, exportMappings },
  })
  useAppKeys(commands)
  useTakeBackKey()
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: { base: 56, lg: 208 }, breakpoint: 0 }}
      transitionDuration={0}
    >
      <AppShell.Header className={classes.header}>
        <Header onSearch={palette.open} />
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar}>
        <Sidebar />
      </AppShell.Navbar>
      <AppShell.Main className={classes.main}>
        <ConnectionBanner />
        <div className={classes.page}>
          <ErrorBoundary key={location.split('/')[1]}>
            <Routes onImport={chooseImport} />
          </ErrorBoundary>
        </div>
      </AppShell.Main>
      <CommandPalette commands={commands} />
      <ShortcutsHelp
        opened={helpOpen}
        onClose={() => {
          setHelpOpen(false)
        }}
      />
    </AppShell>
  )
}
