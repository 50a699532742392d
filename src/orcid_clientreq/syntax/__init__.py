"""What a URI, a host, an address, a text is: parsing and normal forms. Knows no rule, policy or message."""
