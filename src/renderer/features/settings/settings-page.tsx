import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { AppearanceSection } from './appearance-section.tsx'
import { WorkspacesSection } from './workspaces-section.tsx'

/** Settings of this computer and of the open workspace; other features bring the sections. */
export function SettingsPage({ connection, backups }: { connection: ReactNode; backups: ReactNode }) {
  const t = useText('settings')
  const { info } = useApp()
  return (
    <Page title={t('title')}>
      {connection}
      <WorkspacesSection />
      {backups}
      <AppearanceSection />
      <Section title={t('about.title')}>
        <Stack gap="xs">
          <Text>{t('about.version', { version: info.version })}</Text>
          <Text c="dimmed">{t('about.stored')}</Text>
        </Stack>
      </Section>
    </Page>
  )
}
