## Signing in.

sign-in = Sign in
sign-in-title = Sign in
sign-in-line = Every matter settled, every matter answered.
sign-in-account = Account
sign-in-password = Password
sign-in-help = If you forgot the password, the site manager or the administrator sets a new one.
sign-in-refused = Account or password is not right. Check both.
sign-in-open-line = The connection is not encrypted
sign-in-open-line-next = Others may see passwords and residents' data, and the phone cannot work offline. Ask the administrator to set up HTTPS.
sign-in-demo = Demo accounts
sign-in-demo-line = One for each post, no password
sign-in-not-set-up = Not started yet
sign-in-not-set-up-next = Open the link that the program printed when it started.
sign-in-wait = Too many tries. Wait { $minutes } min, then sign in.
