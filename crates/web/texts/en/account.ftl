## One's own account.

account-title = My settings
account-line = The password, and the devices you signed in on.
account-current = Current password
account-new = New password
account-new-hint = Long is better than complicated: a few words that have nothing to do with each other.
account-change = Change the password
account-changed = The password is changed
account-changed-next = Sessions on other devices have ended.
account-devices = Devices
account-devices-line = Remove what you do not know, and change the password
account-device-unknown = Unknown device
account-this-device = This one
account-signed-in = signed in
account-signed-out = signed out
account-revoke = Remove
