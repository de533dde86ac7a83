import { defineConfig } from 'vitest/config'

/** A test may take a minute: what is slow on a busy machine is not wrong. No test asserts a time. */
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } })
