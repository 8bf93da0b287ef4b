/** setting reads an environment variable; without one, and without a value to fall back on, the example stops. */
export function setting(name: string, otherwise?: string): string {
  const value = process.env[name] ?? otherwise;
  if (!value) {
    console.error(`set ${name}`);
    process.exit(2);
  }
  return value;
}
