"""The national picture of a round: matrix, map, trends, the day on which it is due; reads only."""
