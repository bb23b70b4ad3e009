/** Whether a network address belongs to the public internet: a stranger's URL must not lead to our own machines. */

import ipaddr from 'ipaddr.js'

/** False for private, loopback, link-local, reserved and translated addresses, also when IPv4 is written as IPv6. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}
