"""Who somebody is to the computer: an e-mail address that signs in. Who they are to a program is a Person."""
