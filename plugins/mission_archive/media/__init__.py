"""Photos in the sizes of the site, and what photos and documents hold besides what is seen of them."""
