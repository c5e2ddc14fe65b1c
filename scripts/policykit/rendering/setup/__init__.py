"""The setup that makes a product's claims true: what is missing, a CloudFormation template, DNS records and commands.

`needs` decides what is missing, from the claims of the file and from what was seen. `stack`, `dns` and `commands` write it
down, and `files` names the files.
"""
